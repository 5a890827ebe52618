using System.Diagnostics;
using Adapter.Torture.Worlds;

namespace Adapter.Torture;

/// <summary>The first layer: worlds of which each is a seed, two at a time, until so many crashes are done.</summary>
static class Simulation
{
    const int Threads = 2;

    static readonly string[] Expected = ["duplicate-same", "duplicate-different", "partial batch", "quarantine", "kill during recovery", "clock jumped"];

    public static Result Run(Budget budget, ulong seed) => Run(budget.Crashes, seed);

    /// <summary>One world alone.</summary>
    public static Result World(ulong seed, Action<string>? told)
    {
        Failpoint.OnHit = name => (Hooks.Current as Life)?.Hit(name);
        using var ground = new Ground(0);
        var world = Shift.Run(seed, ground, told);
        return new()
        {
            Layer = "simulation",
            Seed = seed,
            Done = world.Crashes,
            Hits = world.Tally.Hits,
            Marks = world.Tally.Marks,
            Failures = world.Tally.Failures,
            Replay = $"dotnet run -c Release --project tests/Adapter.Torture -- simulate --world {seed}",
        };
    }

    public static Result Run(long crashes, ulong seed)
    {
        Failpoint.OnHit = name => (Hooks.Current as Life)?.Hit(name);
        var watch = Stopwatch.StartNew();
        var shift = new Shift(seed, crashes);
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() => shift.Work(number))).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        foreach (var mark in Expected) shift.Tally.Mark(mark, 0);
        return new()
        {
            Layer = "simulation",
            Seed = seed,
            Done = shift.Crashes,
            Seconds = watch.Elapsed.TotalSeconds,
            Figures = new(StringComparer.Ordinal) { ["worlds"] = shift.Worlds, ["commits"] = 0 },
            Hits = shift.Tally.Hits,
            Marks = shift.Tally.Marks,
            Failures = shift.Tally.Failures,
            Replay = $"dotnet run -c Release --project tests/Adapter.Torture -- simulate --crashes {crashes} --seed {seed}",
        };
    }
}
