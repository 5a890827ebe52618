using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>So many messages of a lane that have passed its gate.</summary>
sealed record Turn(Lane Lane)
{
    public int Messages { get; set; }
    /// <summary>New rows go before batches whose outcome is open.</summary>
    public bool NewFirst { get; set; }
}

/// <summary>What came of a claim, not yet kept.</summary>
sealed record Answered(Claim Claim, Reply Reply, Noted Noted);

/// <summary>Batches from their claim to their settlement, past the gate of their lane.</summary>
sealed class Dispatch(Database database, Writer writer, Claims claims, Gates gates, Sender sender)
{
    /// <summary>Kinds and regions that have something due, whether they may send or not.</summary>
    public IReadOnlyList<Lane> DueLanes() => writer.IsWritable ? database.Read(claims.DueLanes) : [];

    /// <summary>Keeps the leases of what is under way; returns how many other batches had lost their sender.</summary>
    public Task<int> Renew() => writer.IsWritable ? writer.Write(claims.Renew) : Task.FromResult(0);

    /// <summary>How long leases may be left alone.</summary>
    public Task UntilRenewal(CancellationToken stop) => claims.UntilRenewal(stop);

    /// <summary>The lanes that have something due and may send now, one message of each in turn while there are slots.</summary>
    /// <param name="slots">Messages in all.</param>
    /// <param name="passed">Lanes that are left out.</param>
    public IReadOnlyList<Turn> Enter(int slots, IReadOnlySet<Lane> passed)
    {
        List<Turn> turns = [.. DueLanes().Where(lane => !passed.Contains(lane)).Select(lane => new Turn(lane))];
        var left = slots;
        for (var before = left + 1; left > 0 && left < before;)
        {
            before = left;
            foreach (var turn in turns)
            {
                if (left == 0 || !gates.TryEnter(turn.Lane, out var newFirst)) continue;
                turn.Messages++;
                turn.NewFirst |= newFirst;
                left--;
            }
        }
        return [.. turns.Where(turn => turn.Messages > 0)];
    }

    /// <summary>As many as have entered, or fewer when the lane has less to send after all.</summary>
    public async Task<IReadOnlyList<Claim>> Take(Turn turn)
    {
        IReadOnlyList<Claim> taken = [];
        try
        {
            // The store may have been held meanwhile, and the platform have asked for quiet.
            return taken = await writer.Write(session => gates.IsShut(turn.Lane) ? [] : claims.Take(session, turn));
        }
        finally
        {
            for (var back = taken.Count; back < turn.Messages; back++) gates.TurnBack(turn.Lane);
        }
    }

    /// <param name="stop">Ends the call; its rows are left open.</param>
    public async Task<Answered> Send(Lane lane, Claim claim, CancellationToken stop)
    {
        Failpoint.Hit("tx.attempt_committed");
        try
        {
            var reply = await sender.Send(claim, () => gates.IsShut(lane), stop);
            Failpoint.Hit("tx.response_received");
            // Before the rows are due again.
            var noted = reply.IsHeld ? default : gates.Note(lane, reply.Outcome);
            return new(claim, noted.IsContent ? sender.Isolate(claim, reply) : reply, noted);
        }
        catch
        {
            claims.End(claim);
            throw;
        }
        finally
        {
            gates.Leave(lane);
        }
    }

    /// <summary>Keeps what answers do to their rows, all of it or nothing; where they are kept, their claims have ended.</summary>
    public async Task Settle(IReadOnlyList<Answered> answers)
    {
        await writer.Write(session => claims.Settle(session, answers), patient: true);
        Failpoint.Hit("tx.after_commit");
        foreach (var answer in answers) End(answer.Claim);
    }

    /// <summary>It has no sender any more: its lease runs out, and the batch goes again as it is.</summary>
    public void End(Claim claim) => claims.End(claim);
}
