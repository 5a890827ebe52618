namespace Adapter.Store;

/// <summary>How much of a core a long look at the store may take: so long at work, then so long at rest.</summary>
sealed class Pace(TimeProvider time, TimeSpan work, TimeSpan rest, CancellationToken stop)
{
    long since = time.GetTimestamp();

    public CancellationToken Stop => stop;

    /// <exception cref="OperationCanceledException">It is to stop.</exception>
    public void Breathe()
    {
        stop.ThrowIfCancellationRequested();
        if (rest == TimeSpan.Zero || time.GetElapsedTime(since) < work) return;
        stop.WaitHandle.WaitOne(rest);
        since = time.GetTimestamp();
        stop.ThrowIfCancellationRequested();
    }
}
