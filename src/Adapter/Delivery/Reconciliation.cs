using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>
/// Compares a store that was put back with what the platform has: first by the receipts, then by look-up where the
/// platform can be asked. Only when nothing is left open may sending go on.
/// </summary>
sealed class Reconciliation(Database database, Writer writer, ReceiptEntry entry, AdapterSettings settings, AuditLog audit)
{
    const int ReceiptsPerTransaction = 200;

    public bool IsHeld => database.Read(Histories.IsHeld);

    bool CanAsk => settings.Ministry.Capabilities.Contains("Query");

    /// <summary>What receipts prove, entered. Doing it again changes nothing.</summary>
    public async Task<Reconciled> Enter(IReadOnlyList<UploadReceipt> receipts, Action<int>? progress, CancellationToken stop)
    {
        var sum = new Reconciled { Receipts = receipts.Count };
        foreach (var part in receipts.OrderBy(receipt => receipt.Seq).Chunk(ReceiptsPerTransaction))
        {
            stop.ThrowIfCancellationRequested();
            var before = sum;
            sum = await writer.Write(session => part.Aggregate(before, (soFar, receipt) => Add(soFar, receipt, entry.Enter(session, receipt))));
            progress?.Invoke(part.Length);
        }
        var missing = database.Read(session => ReceiptProof.Missing(session, receipts));
        return sum with { Remaining = [.. sum.Remaining, .. missing.Select(OfMissing)] };
    }

    /// <summary>What the platform says of everything that is not delivered here, and of what the receipts named.</summary>
    public async Task<Reconciled> Ask(Inquiry inquiry, IReadOnlyList<UploadReceipt> receipts, Reconciled sum, Action<int>? progress, CancellationToken stop)
    {
        if (!CanAsk) return Unasked(sum);
        sum = await inquiry.OfRows(sum, progress, stop);
        return await inquiry.OfReceipts(receipts, sum, progress, stop);
    }

    /// <summary>Ends the hold when nothing remains; what was found stands in the log in any case.</summary>
    /// <param name="actor">Who compared.</param>
    /// <param name="sum">What was found.</param>
    /// <param name="by">What the history is told: who answers for it.</param>
    /// <param name="reason">Why it may go on.</param>
    public async Task<Reconciled> Close(Actor actor, Reconciled sum, string by, string reason)
    {
        var isClear = sum.Remaining.Count == 0;
        await End(actor, isClear ? "compared" : null, by, $"{(isClear ? reason : $"还有 {sum.Remaining.Count} 项不明，仍暂停上传")}（回执 {sum.Receipts} 份）");
        return sum with { IsCleared = isClear };
    }

    /// <summary>A person lets sending go on, whatever remains. False when nothing is held.</summary>
    public Task<bool> Release(Actor actor, string by, string reason) => End(actor, "released", by, reason);

    Task<bool> End(Actor actor, string? how, string by, string reason) => writer.Write(session =>
    {
        if (!Histories.IsHeld(session)) return false;
        var entry = audit.Add(session, actor, new() { Action = "reconcile", Object = $"incarnation/{Histories.Current(session)?.Number}", Detail = $"{by}：{reason}" });
        return how is not null && Histories.Clear(session, how, entry.At, by, reason);
    });

    // Repeated under its key with the same content it is harmless; where the platform does not say so, nobody knows.
    Reconciled Unasked(Reconciled sum)
    {
        var open = database.Read(session => ReceiptEntry.In(session, Inquiry.OnTheirWay));
        return settings.Ministry.Capabilities.Contains("Upsert")
            ? sum with { Open = open.Count }
            : sum with { Remaining = [.. sum.Remaining, .. open.Select(row => new Remainder($"{UploadKey.Of(row)}", "not-asked", "恢复前是否已上传不明，而部平台既不能查询，也不容许重复上传；请与部平台核对"))] };
    }

    static Reconciled Add(Reconciled sum, UploadReceipt receipt, Entry entry) => entry switch
    {
        Entry.Entered => sum with { Entered = sum.Entered + 1 },
        Entry.Delivered => sum with { Delivered = sum.Delivered + 1 },
        Entry.Conflict => sum with { Conflicts = sum.Conflicts + 1 },
        Entry.Contradiction => sum with { Remaining = [.. sum.Remaining, new($"{receipt.Kind}/{receipt.AAB301}/{receipt.AAZ341}", "contradiction", "本系统记为已接收的内容与回执不同，请与部平台核对")] },
        _ => sum,
    };

    static Remainder OfMissing(long seq) => seq == Histories.Unknown
        ? new("", "receipts-unknown", "数据目录中的标记已丢失，无法知道丢失的回执有多少；请核对部平台与本地系统的记录，确认后人工放行")
        : new("", "receipts-missing", $"缺少编号为 {seq} 的回执及其以前的一段：其间被部平台接收的记录不得而知。请用 --receipts 给出恢复前的全部回执；没有的，核对部平台与本地系统的记录后人工放行");
}
