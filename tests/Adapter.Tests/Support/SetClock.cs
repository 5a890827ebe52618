using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

/// <summary>A clock that is set, as a person or a time server sets a machine's: timers and timestamps go on as they were.</summary>
sealed class SetClock : FakeTimeProvider
{
    TimeSpan wrong;

    public SetClock(DateTimeOffset start) : base(start)
    {
    }

    public void Shift(TimeSpan by) => wrong += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + wrong;
}
