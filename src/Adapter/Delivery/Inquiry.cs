using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Asks the platform, key by key, what it holds (SYDJ1004).</summary>
sealed class Inquiry(MinistryClient ministry, Database database, Writer writer, ReceiptEntry entry, Agreement agreement)
{
    public static readonly IReadOnlyList<string> OnTheirWay = [UploadState.Waiting, UploadState.Sending, UploadState.Unknown];

    /// <summary>Settles what is not delivered here by what the platform holds.</summary>
    public async Task<Reconciled> OfRows(Reconciled sum, Action<int>? progress, CancellationToken stop)
    {
        var rows = database.Read(session => ReceiptEntry.In(session, [.. OnTheirWay, UploadState.Failed, UploadState.Discarded]));
        foreach (var part in rows.GroupBy(row => (row.Kind, row.AAB301)).SelectMany(lane => lane.Chunk(ministry.Sizes.MaxLookup)))
        {
            var (held, trouble) = await Ask(part[0].Kind, part[0].AAB301, [.. part.Select(row => row.AAZ341).Distinct()], stop);
            var before = sum with { Asked = sum.Asked + part.Length };
            var (answered, left) = (part.Where(row => held.ContainsKey(row.AAZ341)), part.Where(row => !held.ContainsKey(row.AAZ341) && IsOnItsWay(row)));
            before = before with { Remaining = [.. sum.Remaining, .. left.Select(row => NotAnswered($"{UploadKey.Of(row)}", trouble))] };
            sum = await writer.Write(session => answered.Aggregate(before, (soFar, row) => Settle(session, row, held[row.AAZ341], soFar)));
            progress?.Invoke(part.Length);
        }
        return sum;
    }

    /// <summary>Whether the platform says the same as the receipts of what was lost.</summary>
    public async Task<Reconciled> OfReceipts(IReadOnlyList<UploadReceipt> receipts, Reconciled sum, Action<int>? progress, CancellationToken stop)
    {
        var lost = database.Read(session => receipts.Where(receipt => !Receipts.Has(session, receipt.Seq)).ToList());
        var newest = lost.GroupBy(receipt => (receipt.Kind, receipt.AAB301, receipt.AAZ341)).Select(same => same.MaxBy(receipt => receipt.Seq)!);
        foreach (var part in newest.GroupBy(receipt => (receipt.Kind, receipt.AAB301)).SelectMany(lane => lane.Chunk(ministry.Sizes.MaxLookup)))
        {
            var (held, trouble) = await Ask(part[0].Kind, part[0].AAB301, [.. part.Select(receipt => receipt.AAZ341)], stop);
            var wrong = part.Select(receipt => WhatIsWrong(receipt, held, trouble)).OfType<Remainder>();
            sum = sum with { Asked = sum.Asked + part.Length, Remaining = [.. sum.Remaining, .. wrong] };
            progress?.Invoke(part.Length);
        }
        return sum;
    }

    // What is held of each serial, null when nothing is; a serial of which the platform says nothing is not in it.
    async Task<(Dictionary<string, string?> Held, string Trouble)> Ask(string kind, string region, IReadOnlyList<string> serials, CancellationToken stop)
    {
        var answer = await ministry.Lookup(region, agreement.Kind(kind), serials, stop);
        if (!answer.Outcome.IsDelivered) return ([], answer.Outcome.Message);
        return (answer.Rows.GroupBy(row => row.AAZ341).ToDictionary(same => same.Key, same => same.FirstOrDefault(row => row.Found)?.ContentSm3, StringComparer.Ordinal),
            "部平台的答复没有提到");
    }

    Reconciled Settle(Session session, UploadRow row, string? digest, Reconciled sum) =>
        (digest is null ? Entry.Open : entry.Compare(session, row, digest)) switch
        {
            Entry.Delivered => sum with { Delivered = sum.Delivered + 1 },
            Entry.Conflict => sum with { Conflicts = sum.Conflicts + 1 },
            _ => IsOnItsWay(row) ? sum with { Open = sum.Open + 1 } : sum,
        };

    static Remainder? WhatIsWrong(UploadReceipt receipt, Dictionary<string, string?> held, string trouble)
    {
        var key = $"{receipt.Kind}/{receipt.AAB301}/{receipt.AAZ341}";
        if (!held.TryGetValue(receipt.AAZ341, out var digest)) return NotAnswered(key, trouble);
        if (digest is null) return new(key, "receipt-not-found", "有回执而部平台查不到，请与部平台核对");
        return string.Equals(digest, receipt.Digest, StringComparison.OrdinalIgnoreCase)
            ? null
            : new(key, "receipt-other", "部平台的内容与回执不同，请与部平台核对");
    }

    static Remainder NotAnswered(string key, string trouble) => new(key, "not-answered", $"没有查到（{trouble.TrimEnd('。')}），请稍后再核对一次");

    static bool IsOnItsWay(UploadRow row) => OnTheirWay.Contains(row.State);
}
