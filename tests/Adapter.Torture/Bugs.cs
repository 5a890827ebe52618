using System.Diagnostics;
using Adapter.Torture.Kills;
using Adapter.Torture.PowerLoss;

namespace Adapter.Torture;

/// <summary>Every planted bug must be found by the layer that its file names.</summary>
static class Bugs
{
    /// <param name="crashes">Simulated ones, until a bug counts as not found.</param>
    public static Task<Result> Find(Bug bug, Binaries binaries, ulong seed, long crashes) => bug.FoundBy switch
    {
        "kills" => Hunt.For(bug, binaries, seed),
        "power" => ByPower(bug, seed),
        "simulation" => Task.Run(() => BySimulation(bug, seed, crashes)),
        _ => throw new InvalidOperationException($"{bug.Name} is to be found by {bug.FoundBy}, and there is no such layer"),
    };

    static async Task<Result> ByPower(Bug bug, ulong seed)
    {
        var started = Stopwatch.GetTimestamp();
        var (found, images) = await Controls.Find(bug.Name, seed);
        return Of(bug, seed, images, started, found);
    }

    static Result BySimulation(Bug bug, ulong seed, long most)
    {
        var started = Stopwatch.GetTimestamp();
        var (found, crashes) = Simulation.Find(bug.Name, seed, most);
        return Of(bug, seed, crashes, started, found);
    }

    public static Result Of(Bug bug, ulong seed, long tries, long started, string? found) => new()
    {
        Layer = $"bug {bug.Name}",
        Seed = seed,
        Done = tries,
        Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
        Found = found,
        Failures = found is null ? [$"{bug.Name} survived {tries} tries: {bug.What}"] : [],
        Replay = $"dotnet run -c Release --project tests/Adapter.Torture -- bugs --bug {bug.Name} --seed {seed}",
    };
}
