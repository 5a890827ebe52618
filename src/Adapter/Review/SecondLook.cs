using System.Text.Json;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>
/// A result that the platform may hold is changed by two people: one proposes, another looks and approves. The correction
/// is made in the transaction of the approval, by the rules of every correction.
/// </summary>
sealed class SecondLook(Writer writer, Books books, Proposals proposals, Corrections corrections, TimeProvider time)
{
    /// <param name="by">Who proposes.</param>
    /// <param name="key">Of the result.</param>
    /// <param name="correction">What would change, and why.</param>
    public Task<Receipt> Propose(Actor by, UploadKey key, Correction correction) => writer.Write(session =>
    {
        if (proposals.Of(session, key.ToString()).Any(one => one.State == ProposalRow.Open)) return Receipt.No(Verdict.Conflict, "second.open");
        var preview = corrections.Preview(session, key.AAB301, key.AAZ341, correction);
        if (preview.Verdict != Verdict.Taken) return preview;
        var row = books.Outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341)!;
        proposals.Add(session, new()
        {
            Object = key.ToString(),
            AAB301 = key.AAB301,
            Person = row.Person,
            Payload = JsonSerializer.SerializeToUtf8Bytes(new Proposed(correction.Fields, correction.Confirm)),
            Reason = correction.Reason,
            ProposedBy = by.Name,
            ProposedAt = Stamp.Of(time.GetUtcNow()),
        });
        Note(session, by, "correct.propose", key.ToString(), row.Person, correction.Reason);
        return preview;
    });

    public Task<Receipt> Approve(Actor by, long id) => writer.Write(session =>
    {
        if (proposals.Find(session, id) is not { State: ProposalRow.Open } row || UploadKey.Parse(row.Object) is not { } key) return Receipt.No(Verdict.Conflict, "second.settled");
        if (row.ProposedBy == by.Name) return Receipt.No(Verdict.Barred, "second.same");
        var receipt = corrections.Correct(session, by, key.AAB301, key.AAZ341, CorrectionOf(row));
        if (receipt.Verdict is Verdict.Taken or Verdict.Known) proposals.Settle(session, id, ProposalRow.Approved, by.Name, Stamp.Of(time.GetUtcNow()));
        return receipt;
    });

    /// <summary>Who proposed it may take it back so. "" or the stable id of what stands in the way.</summary>
    public Task<string> Refuse(Actor by, long id, string reason) => writer.Write(session =>
    {
        if (proposals.Find(session, id) is not { } row || !proposals.Settle(session, id, ProposalRow.Refused, by.Name, Stamp.Of(time.GetUtcNow()))) return "second.settled";
        Note(session, by, "correct.refuse", row.Object, row.Person, reason);
        return "";
    });

    public static Correction CorrectionOf(ProposalRow row)
    {
        var proposed = JsonSerializer.Deserialize<Proposed>(row.Payload)!;
        return new() { Fields = proposed.Fields, Confirm = proposed.Confirm, Reason = $"{row.Reason}（{row.ProposedBy} 提出）" };
    }

    void Note(Session session, Actor by, string action, string subject, string? person, string reason) =>
        books.Audit.Add(session, by, new() { Action = action, Object = subject, Person = person, Detail = reason });

    sealed record Proposed(IReadOnlyDictionary<string, string?> Fields, IReadOnlyCollection<string> Confirm);
}
