using Adapter.Store;

namespace Adapter.Review;

/// <summary>Notes in the log what was done to a record, in the transaction of the act. What changed nothing and was nobody's is not noted.</summary>
static class Acts
{
    public static Receipt Note(this Books books, Session session, Actor by, AuditRow act, Receipt receipt)
    {
        if (receipt.Verdict is not (Verdict.Known or Verdict.Missing))
            books.Audit.Add(session, by, act with { Result = receipt.Verdict == Verdict.Taken ? AuditRow.Done : receipt.Code });
        return receipt;
    }

    /// <summary>What changed, by field code alone, and why.</summary>
    public static string Said(IEnumerable<string> codes, string reason) => string.Join("：", new[] { string.Join(' ', codes), reason }.Where(part => part.Length > 0));
}
