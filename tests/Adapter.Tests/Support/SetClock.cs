using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

/// <summary>A clock that is set, as a person or a time server sets a machine's: timers and timestamps go on as they were.</summary>
sealed class SetClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    TimeSpan wrong;

    public void Shift(TimeSpan by) => wrong += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + wrong;

    // The fake one takes its timestamps from the time of day.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
