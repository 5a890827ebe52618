namespace Adapter.Store;

/// <summary>Whether receipts tell all that the lost histories had accepted: each names the one before it.</summary>
static class ReceiptProof
{
    /// <summary>The seqs that are missing; <see cref="Histories.Unknown"/> where nobody knows how far a history came.</summary>
    public static IReadOnlyList<long> Missing(Session session, IReadOnlyCollection<UploadReceipt> receipts)
    {
        var bySeq = receipts.GroupBy(receipt => receipt.Seq).ToDictionary(same => same.Key, same => same.First());
        return [.. Histories.Uncleared(session).SelectMany(open => open.LastReceipts).Distinct()
            .Select(last => FirstMissing(session, last, bySeq)).OfType<long>().Distinct()];
    }

    static long? FirstMissing(Session session, long last, Dictionary<long, UploadReceipt> receipts)
    {
        if (last == Histories.Unknown) return last;
        while (last > 0 && !Receipts.Has(session, last))
        {
            if (!receipts.TryGetValue(last, out var receipt) || receipt.After >= last) return last;
            last = receipt.After;
        }
        return null;
    }
}
