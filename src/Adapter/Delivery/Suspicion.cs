namespace Adapter.Delivery;

/// <summary>
/// Whether a message is refused for its own content: only when others were answered since one was refused. Two in a row
/// may be halves of one bad batch; the third is the interface again.
/// </summary>
sealed class Suspicion
{
    const int HalvesInARow = 2;
    static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    TimeSpan? refusedAt;
    int left;

    public void Answered(TimeSpan now) => left = refusedAt is { } at && now - at < Memory ? HalvesInARow : 0;

    /// <summary>Takes note of a refusal; true when its content is to blame.</summary>
    public bool IsContent(TimeSpan now)
    {
        refusedAt = now;
        if (left == 0) return false;
        left--;
        return true;
    }
}
