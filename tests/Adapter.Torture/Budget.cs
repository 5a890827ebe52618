namespace Adapter.Torture;

/// <summary>How much is run: simulated crashes, images of a power loss, kills of the real process, long locks and stops.</summary>
sealed record Budget(string Name, long Crashes, int Images, int Kills, int Locks, int Stops)
{
    public static IReadOnlyList<Budget> All { get; } =
    [
        new("commit", 300_000, 2_000, 200, 0, 0),
        new("evening", 1_000_000, 10_000, 2_000, 500, 300),
        new("nightly", 100_000_000, 100_000, 5_000, 500, 300),
        new("release", 1_000_000_000, 1_000_000, 25_000, 500, 300),
    ];
}
