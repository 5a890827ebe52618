using System.Diagnostics.Metrics;

namespace Adapter.Delivery;

/// <summary>Notices that the day's clock was set back, by the process's own; and says so when that changed what waits.</summary>
sealed partial class ClockSteps(TimeProvider time, IMeterFactory meters, ILogger<ClockSteps> log)
{
    static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    readonly Counter<long> clamped = meters.Create("Adapter").CreateCounter<long>(
        "adapter.clock.clamped", "{wait}", "Waits that lay too far ahead, as the clock had been set back.");
    DateTimeOffset? expected;
    long seen;

    /// <summary>True the first time, and when it was set back since the last.</summary>
    public bool HasGoneBack()
    {
        var now = time.GetUtcNow();
        var wasSet = expected is null || expected.Value + time.GetElapsedTime(seen) - now > Slack;
        (expected, seen) = (now, time.GetTimestamp());
        return wasSet;
    }

    public Task After(TimeSpan pause, CancellationToken stop) => Task.Delay(pause, time, stop);

    public void Clamped(int count)
    {
        clamped.Add(count);
        TooFarAhead(count);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} waits lay further ahead than any is made: the clock was ahead or has been set back; they are shortened. Check the time of this machine")]
    partial void TooFarAhead(int count);
}
