using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

/// <summary>
/// A clock that stands still until it is told, but in which the loops still look: what waits no longer than a poll goes on
/// by the real clock too.
/// </summary>
sealed class PollingClock(FakeTimeProvider told) : TimeProvider
{
    static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    public override long TimestampFrequency => told.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => told.GetUtcNow();

    public override long GetTimestamp() => told.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestPoll || period > TimeSpan.Zero) return told.CreateTimer(callback, state, dueTime, period);
        var rung = 0;
        return new Both(told.CreateTimer(Once, state, dueTime, period), System.CreateTimer(Once, state, dueTime, period));

        void Once(object? given)
        {
            if (Interlocked.Exchange(ref rung, 1) == 0) callback(given);
        }
    }

    sealed class Both(ITimer first, ITimer second) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("a poll is not put off");

        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
