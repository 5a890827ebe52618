using System.Collections.Concurrent;
using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Takes what is due, keeps it leased while it is being sent, and takes back what a stopped program left behind.</summary>
sealed class Claims(Batches batches, Sender sender, Agreement agreement, AdapterSettings settings, TimeProvider time)
{
    // The frame around the rows of a body.
    const int FrameBytes = 1024;

    readonly ConcurrentDictionary<string, bool> inFlight = new(StringComparer.Ordinal);

    public IReadOnlyList<Lane> DueLanes(Session session) => batches.DueLanes(session, Stamp.Of(time.GetUtcNow()));

    /// <summary>What goes next, null when nothing may: a batch whose outcome is open, or new rows. It is ours until <see cref="End"/>.</summary>
    public Claim? Take(Session session, Lane lane, bool newFirst)
    {
        var claim = newFirst ? New() ?? Open() : Open() ?? New();
        if (claim is not null) session.AfterCommit(() => inFlight[claim.Batch.MessageId] = true);
        Failpoint.Hit("tx.claimed");
        return claim;

        Claim? Open() => batches.TakeUnknown(session, lane, LeaseUntil);
        Claim? New() => batches.Take(session, lane, agreement.Kind(lane.Kind).Ends, Math.Min(settings.Delivery.BatchSize, sender.Sizes.MaxBatch), LeaseUntil,
            sender.Prepare, sender.Sizes.MaxBatchBytes - FrameBytes);
    }

    public void End(Claim claim) => inFlight.TryRemove(claim.Batch.MessageId, out _);

    /// <param name="isBack">The platform answers this lane again after a silence.</param>
    public void Settle(Session session, Claim claim, Reply reply, bool isBack)
    {
        batches.Settle(session, claim.Batch, reply.Settlements, reply.Milliseconds);
        if (isBack) batches.Hasten(session, new() { Kind = claim.Batch.Kind, AAB301 = claim.Batch.AAB301 });
        Failpoint.Hit("tx.before_commit");
    }

    /// <summary>Puts off the leases of what is being sent, as an answer may take longer than one; returns how many others had lost their sender.</summary>
    public int Renew(Session session)
    {
        string[] ours = [.. inFlight.Keys];
        batches.Extend(session, ours, LeaseUntil);
        return batches.Recover(session, Stamp.Of(time.GetUtcNow()), ours, isParked: !sender.GoesOn);
    }

    string LeaseUntil => Stamp.Of(time.GetUtcNow() + settings.Delivery.Lease);
}
