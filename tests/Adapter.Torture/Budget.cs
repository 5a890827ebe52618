namespace Adapter.Torture;

/// <summary>
/// How much is run: simulated crashes, images of a power loss, kills of the real process, long locks and stops. A simulated
/// crash runs the product's own SQL and takes some 3 ms of a core: minutes, an hour, a night, a weekend.
/// </summary>
sealed record Budget(string Name, long Crashes, int Images, int Kills, int Locks, int Stops)
{
    public static IReadOnlyList<Budget> All { get; } =
    [
        new("commit", 40_000, 2_000, 200, 0, 0),
        new("evening", 300_000, 10_000, 2_000, 500, 300),
        new("nightly", 2_000_000, 100_000, 5_000, 500, 300),
        new("release", 20_000_000, 1_000_000, 25_000, 500, 300),
    ];
}
