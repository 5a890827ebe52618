using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>The readers of each kind of answer.</summary>
sealed record Answering(AnswerReader Plain, PageReader Page, UploadReader Upload, LookupReader Lookup)
{
    public static Answering Of(AnswerReader reader, Verdict verdict, Profile profile) =>
        new(reader, new(reader, verdict, profile), new(reader, verdict, profile), new(reader, profile));
}
