namespace Adapter.Store;

/// <summary>Wakes the next stage early. Losing it loses nothing: the row is there and the stage polls. One waits at a time.</summary>
sealed class Signal
{
    readonly Lock gate = new();
    TaskCompletionSource set = New();

    public void Set()
    {
        lock (gate) set.TrySetResult();
    }

    /// <summary>Returns when set or after <paramref name="atMost"/>; goes on where the caller runs.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        TaskCompletionSource woken;
        lock (gate) woken = set;
        await using var timer = time.CreateTimer(_ => woken.TrySetResult(), null, atMost, Timeout.InfiniteTimeSpan);
        await using var stopped = stop.UnsafeRegister(_ => woken.TrySetResult(), null);
        await woken.Task;
        lock (gate) set = New();
        stop.ThrowIfCancellationRequested();
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
