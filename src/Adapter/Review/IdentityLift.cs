using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>
/// Lifts correction.locked for one application: who it is about may be corrected to exactly what a second person has seen.
/// The decision then carries it as any correction; a later version of the application with another identity is locked again.
/// </summary>
sealed class IdentityLift(Agreement agreement, Books books) : ISeconded
{
    public const string Name = "identity";

    readonly Kind application = agreement.Application;

    public string Act => Name;

    public SecondedRecord? Find(Session session, string subject) => books.Inbox.Find(session, subject) is { } row ? new(row.AAB301, row.Person) : null;

    public Receipt Preview(Session session, string subject, Proposed what, string reason) => Look(session, subject, what);

    public Receipt Approve(Session session, Actor by, ProposalRow row)
    {
        var what = Proposed.Of(row);
        return books.Note(session, by, new() { Action = "identity.lift", Object = row.Object, Person = row.Person, Detail = Acts.Said(what.Fields.Keys, SecondLook.ReasonOf(row)) },
            Look(session, row.Object, what));
    }

    Receipt Look(Session session, string subject, Proposed what)
    {
        if (books.Inbox.Find(session, subject) is not { } row) return Receipt.No(Verdict.Missing, "application.not-found");
        if (row.State != ApplicationState.Pending) return Receipt.No(Verdict.Conflict, "application.decided");
        if (what.Fields.Count == 0 || !what.Fields.Keys.All(Locks.Identity.Contains)) return Receipt.No(Verdict.Barred, "identity.field");
        var given = MessageReader.Read(application, row.Payload);
        if (!what.IsOf(given)) return Receipt.No(Verdict.Conflict, "application.changed");
        return what.Fields.All(field => Proposed.Same(given[field.Key], field.Value)) ? Receipt.No(Verdict.Conflict, "identity.same") : new() { Verdict = Verdict.Taken };
    }

    /// <summary>What the locked fields of an application may be corrected to.</summary>
    public static IReadOnlyDictionary<string, string?> Lifted(Session session, Proposals proposals, string ADC201, Message given) => proposals.Of(session, ADC201)
        .Where(row => row.State == ProposalRow.Approved).Select(Proposed.Of)
        .Where(what => what.Act == Name && what.IsOf(given))
        .SelectMany(what => what.Fields)
        .GroupBy(field => field.Key).ToDictionary(same => same.Key, same => same.Last().Value);
}
