using Adapter.Api;
using Adapter.Contracts;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What is read of a case.</summary>
sealed class CaseReading(Agreement agreement, Applications applications, CaseBooks books, AdapterSettings settings, TimeProvider time)
{
    public Kind Application => applications.Kind;

    public IReadOnlyList<string> Reasons => agreement.RefusalReasons;

    public string Now => Stamp.Of(time.GetUtcNow());

    public bool IsAhead(string stamp) => string.CompareOrdinal(stamp, Now) > 0;

    public ApplicationRow? Find(Session session, string ADC201) => books.Inbox.Find(session, ADC201);

    public string Holder(Session session, string ADC201) => books.Assignments.Of(session, ADC201, Now)?.Account ?? "";

    public CaseView View(Session session, ApplicationRow row, string holder, bool masked) =>
        new(row, applications.Show(session, row.ADC201, masked)!, holder, books.Namesakes.Of(session, row))
        {
            Lifted = IdentityLift.Lifted(session, books.Proposals, row.ADC201, MessageReader.Read(Application, row.Payload)),
            Proposed = books.Proposals.Of(session, row.ADC201).FirstOrDefault(proposal => proposal.State == ProposalRow.Open),
        };

    public bool MayCorrect(string code) => Locks.MayCorrect(Application, agreement.Result, code);

    public string? Beside(Session session, Clerk clerk, ApplicationRow row, bool isNext, string order)
    {
        var filter = new QueueFilter
        {
            Regions = clerk.Where(Right.See, settings.Regions.Select(region => region.Code)),
            Now = Now,
            Limit = 1,
            Order = order,
            After = QueueOrder.PlaceOf(order, row),
        };
        return isNext ? books.Queue.Queue(session, filter).FirstOrDefault()?.ADC201 : books.Queue.Before(session, filter)?.ADC201;
    }
}

/// <summary>The books that a case is read from.</summary>
sealed record CaseBooks(Inbox Inbox, ReviewQueue Queue, Assignments Assignments, Namesakes Namesakes, Proposals Proposals);
