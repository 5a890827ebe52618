using System.Globalization;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>Reads a download answer; pure, so a stored answer gives the same page again.</summary>
sealed class PageReader(AnswerReader reader, Verdict verdict, Profile profile)
{
    public DownloadPage Read(RawAnswer answer)
    {
        var (outcome, body) = reader.Read(answer);
        if (body is null || outcome.Class != OutcomeClass.Ok) return new() { Outcome = outcome.IsDelivered ? verdict.Local("form") : outcome };
        var names = profile.Body;
        if (Number(body[names.TotalCount]) is not { } count || (body.Rows is null && count > 0))
            return new() { Outcome = verdict.Local("form") };
        return new()
        {
            Outcome = outcome,
            TotalCount = count,
            TotalPage = Number(body[names.TotalPage]) ?? 0,
            PageNo = Number(body[names.PageNo]) ?? 0,
            Rows = body.Rows ?? [],
        };
    }

    static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
