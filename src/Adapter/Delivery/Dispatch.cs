using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>One batch from its claim to its settlement, past the gate of its lane.</summary>
sealed class Dispatch(Database database, Writer writer, Claims claims, Gates gates, Sender sender)
{
    /// <summary>Kinds and regions that have something due, whether they may send or not.</summary>
    public IReadOnlyList<Lane> DueLanes() => writer.IsWritable ? database.Read(claims.DueLanes) : [];

    /// <summary>Keeps the leases of what is under way; returns how many other batches had lost their sender.</summary>
    public Task<int> Renew() => writer.IsWritable ? writer.Write(claims.Renew) : Task.FromResult(0);

    /// <summary>How long leases may be left alone.</summary>
    public Task UntilRenewal(CancellationToken stop) => claims.UntilRenewal(stop);

    /// <summary>Null when the lane may not send now, or has nothing to send after all.</summary>
    public async Task<Claim?> Take(Lane lane)
    {
        if (!gates.TryEnter(lane, out var newFirst)) return null;
        Claim? claim = null;
        try
        {
            // The store may have been held meanwhile, and the platform have asked for quiet.
            claim = await writer.Write(session => gates.IsShut(lane) ? null : claims.Take(session, lane, newFirst));
        }
        finally
        {
            if (claim is null) gates.TurnBack(lane);
        }
        return claim;
    }

    /// <param name="stop">Ends the call; its rows are left open.</param>
    public async Task Send(Lane lane, Claim claim, CancellationToken stop)
    {
        Failpoint.Hit("tx.attempt_committed");
        try
        {
            var reply = await sender.Send(claim, stop);
            Failpoint.Hit("tx.response_received");
            // Before the rows are due again.
            var noted = gates.Note(lane, reply.Outcome);
            if (noted.IsContent) reply = sender.Isolate(claim, reply);
            await writer.Write(session => claims.Settle(session, claim, reply, noted), patient: true);
            Failpoint.Hit("tx.after_commit");
        }
        finally
        {
            claims.End(claim);
            gates.Leave(lane);
        }
    }
}
