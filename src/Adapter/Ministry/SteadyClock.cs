namespace Adapter.Ministry;

/// <summary>A clock for waiting: it starts as the day's clock and goes on by the process's own, whatever the day's is set to.</summary>
sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    readonly DateTimeOffset began = clock.GetUtcNow();
    readonly long since = clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => began + clock.GetElapsedTime(since);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
