using Adapter.Store;

namespace Adapter.Review;

/// <summary>What takes two people: one proposes, another looks and approves. It is done in the transaction of the approval.</summary>
sealed class SecondLook(Writer writer, Books books, IEnumerable<ISeconded> acts, TimeProvider time)
{
    readonly Dictionary<string, ISeconded> acts = acts.ToDictionary(act => act.Act);

    /// <param name="by">Who proposes.</param>
    /// <param name="subject">What it is done to: an upload's key or an application's number.</param>
    /// <param name="what">What would change.</param>
    /// <param name="reason">Why.</param>
    public Task<Receipt> Propose(Actor by, string subject, Proposed what, string reason) => writer.Write(session =>
    {
        if (books.Proposals.Of(session, subject).Any(one => one.State == ProposalRow.Open)) return Receipt.No(Verdict.Conflict, "second.open");
        var preview = Preview(session, subject, what, reason);
        if (preview.Verdict != Verdict.Taken) return preview;
        var record = acts[what.Act].Find(session, subject)!;
        books.Proposals.Add(session, new()
        {
            Object = subject,
            AAB301 = record.AAB301,
            Person = record.Person,
            Payload = what.ToPayload(),
            Reason = reason,
            ProposedBy = by.Name,
            ProposedAt = Stamp.Of(time.GetUtcNow()),
        });
        Note(session, by, $"{what.Act}.propose", subject, record.Person, reason);
        return preview;
    });

    /// <summary>What it would be answered; nothing is written.</summary>
    public Receipt Preview(Session session, string subject, Proposed what, string reason) => acts[what.Act].Preview(session, subject, what, reason);

    public Task<Receipt> Approve(Actor by, long id) => writer.Write(session =>
    {
        if (books.Proposals.Find(session, id) is not { State: ProposalRow.Open } row) return Receipt.No(Verdict.Conflict, "second.settled");
        if (row.ProposedBy == by.Name) return Receipt.No(Verdict.Barred, "second.same");
        var receipt = acts[Proposed.Of(row).Act].Approve(session, by, row);
        if (receipt.Verdict is Verdict.Taken or Verdict.Known) books.Proposals.Settle(session, id, ProposalRow.Approved, by.Name, Stamp.Of(time.GetUtcNow()));
        return receipt;
    });

    /// <summary>Who proposed it may take it back so. "" or the stable id of what stands in the way.</summary>
    public Task<string> Refuse(Actor by, long id, string reason) => writer.Write(session =>
    {
        if (books.Proposals.Find(session, id) is not { } row || !books.Proposals.Settle(session, id, ProposalRow.Refused, by.Name, Stamp.Of(time.GetUtcNow()))) return "second.settled";
        Note(session, by, $"{Proposed.Of(row).Act}.refuse", row.Object, row.Person, reason);
        return "";
    });

    /// <summary>The reason of what was approved names who proposed it.</summary>
    public static string ReasonOf(ProposalRow row) => $"{row.Reason}（{row.ProposedBy} 提出）";

    void Note(Session session, Actor by, string action, string subject, string? person, string reason) =>
        books.Audit.Add(session, by, new() { Action = action, Object = subject, Person = person, Detail = reason });
}
