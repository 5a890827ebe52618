using Adapter.Store;

namespace Adapter.Review;

/// <summary>A result that the platform may hold, corrected by the rules of every correction.</summary>
sealed class SecondedCorrection(Books books, Corrections corrections) : ISeconded
{
    public const string Name = "correct";

    public string Act => Name;

    public SecondedRecord? Find(Session session, string subject) =>
        UploadKey.Parse(subject) is { } key && books.Outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341) is { } row ? new(row.AAB301, row.Person) : null;

    public Receipt Preview(Session session, string subject, Proposed what, string reason)
    {
        var key = UploadKey.Parse(subject)!;
        return corrections.Preview(session, key.AAB301, key.AAZ341, Of(what, reason));
    }

    public Receipt Approve(Session session, Actor by, ProposalRow row)
    {
        var key = UploadKey.Parse(row.Object)!;
        return corrections.Correct(session, by, key.AAB301, key.AAZ341, Of(Proposed.Of(row), SecondLook.ReasonOf(row)));
    }

    static Correction Of(Proposed what, string reason) => new() { Fields = what.Fields, Confirm = what.Confirm, Reason = reason, IsSeconded = true };
}
