namespace Adapter.Torture.PowerLoss;

/// <summary>A morning that stands still until it is moved on; waits run by the real clock.</summary>
sealed class Clock : TimeProvider
{
    // The day for which tests/Adapter.Tests/Support/Some.cs makes its records.
    DateTimeOffset now = new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
