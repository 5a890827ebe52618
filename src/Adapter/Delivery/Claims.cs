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
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<string, Claim> inFlight = new(StringComparer.Ordinal);

    /// <summary>What is of a kind that the agreement no longer has stays where it is, and stops nothing behind it.</summary>
    public IReadOnlyList<Lane> DueLanes(Session session) =>
        [.. batches.DueLanes(session, Stamp.Of(time.GetUtcNow())).Where(lane => agreement.Kinds.Any(kind => kind.Name == lane.Kind))];

    /// <summary>What goes next of a lane: batches whose outcome is open, and new rows. Each is ours until <see cref="End"/>.</summary>
    public IReadOnlyList<Claim> Take(Session session, Turn turn)
    {
        var (lane, taken) = (turn.Lane, new List<Claim>(turn.Messages));
        if (turn.NewFirst) New();
        while (taken.Count < turn.Messages && batches.TakeUnknown(session, lane, LeaseUntil) is { } open) Add(open);
        if (!turn.NewFirst) New();
        Failpoint.Hit("tx.claimed");
        return taken;

        void New()
        {
            var most = Math.Min(settings.Delivery.BatchSize, sender.Sizes.MaxBatch);
            foreach (var claim in batches.Take(session, lane, agreement.Kind(lane.Kind).Ends, turn.Messages - taken.Count, most, LeaseUntil, sender.Prepare, sender.Sizes.MaxBatchBytes - FrameBytes))
                Add(claim);
        }

        void Add(Claim claim)
        {
            // Before the commit: what is not in here has no sender. A batch that is rolled back does no harm in here.
            inFlight[claim.Batch.MessageId] = claim;
            taken.Add(claim);
        }
    }

    /// <summary>It has no sender any more; once it is claimed anew it is the next one's.</summary>
    public void End(Claim claim) => inFlight.TryRemove(new(claim.Batch.MessageId, claim));

    public void Settle(Session session, IReadOnlyList<Answered> answers)
    {
        batches.Settle(session, [.. answers.Select(answer => new Settled(answer.Claim.Batch, answer.Reply.Settlements, answer.Reply.Milliseconds))]);
        foreach (var (claim, _, noted) in answers)
        {
            if (noted.AllAreBack) foreach (var lane in batches.Lanes(session)) batches.Hasten(session, lane);
            else if (noted.IsBack) batches.Hasten(session, new() { Kind = claim.Batch.Kind, AAB301 = claim.Batch.AAB301 });
        }
        Failpoint.Hit("tx.before_commit");
    }

    /// <summary>Puts off the leases of what is being sent, as an answer may take longer than one; returns how many others had lost their sender.</summary>
    public int Renew(Session session)
    {
        string[] ours = [.. inFlight.Keys];
        batches.Extend(session, ours, LeaseUntil);
        var now = time.GetUtcNow();
        // One process alone has a SQLite store (run.lock): what it is not sending nobody is.
        var leasesBefore = settings.Store == "sqlite" ? Stamp.Never : Stamp.Of(now);
        return batches.Recover(session, leasesBefore, ours, isParked: !sender.GoesOn, leasesAfter: Stamp.Of(now + (2 * settings.Delivery.Lease)));
    }

    /// <summary>What was put off for an interface's sake, or for all of them, is due now.</summary>
    public void Hasten(Session session, string? interfaceCode)
    {
        foreach (var lane in batches.Lanes(session).Where(lane => interfaceCode is null || agreement.Kind(lane.Kind).Interface == interfaceCode))
            batches.Hasten(session, lane);
    }

    /// <summary>A third of a lease, and never long.</summary>
    public Task UntilRenewal(CancellationToken stop) =>
        Task.Delay(settings.Delivery.Lease / 3 < LongestPause ? settings.Delivery.Lease / 3 : LongestPause, time, stop);

    string LeaseUntil => Stamp.Of(time.GetUtcNow() + settings.Delivery.Lease);
}
