namespace Adapter.Delivery;

/// <summary>
/// Delivery:RatePerSecond: at most so many messages a second of all lanes together, a token bucket that holds one second's. It is
/// asked before a message is made: what is urgent then takes the next turn, however much of a backfill waits.
/// </summary>
sealed class MessageRate(double perSecond)
{
    readonly double most = Math.Max(1, perSecond);

    double tokens = Math.Max(1, perSecond);
    TimeSpan filledAt;

    /// <summary>False = not now.</summary>
    public bool TryTake(TimeSpan now)
    {
        if (perSecond <= 0) return true;
        tokens = Math.Min(most, tokens + ((now - filledAt).TotalSeconds * perSecond));
        filledAt = now;
        if (tokens < 1) return false;
        tokens--;
        return true;
    }

    /// <summary>Nothing was sent for it.</summary>
    public void GiveBack() => tokens = Math.Min(most, tokens + 1);
}
