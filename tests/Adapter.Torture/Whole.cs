using System.Diagnostics;
using Adapter.Torture.Kills;
using Adapter.Torture.PowerLoss;

namespace Adapter.Torture;

/// <summary>All of a budget, one layer after the other: the cheapest first, as it explains most failures of the next.</summary>
sealed class Whole(Budget budget, ulong seed, Binaries binaries)
{
    const int RowsOfReadiness = 100_000;

    readonly List<Result> results = [];

    public async Task<Report> Run()
    {
        var started = Stopwatch.GetTimestamp();
        await Layer(() => Task.Run(() => Simulation.Run(budget, seed)));
        await Layer(() => PowerRun.Run(budget.Images, seed));
        await Layer(() => Task.FromResult(Purity.Check(binaries)));
        await Layer(() => Campaign.Run(binaries, budget.Kills, seed));
        foreach (var bug in Bug.All) await Layer(() => Bugs.Find(bug, binaries, seed, budget.Crashes));
        if (budget.Locks > 0) await Layer(() => Locks.Run(binaries, budget.Locks, seed));
        if (budget.Stops > 0) await Layer(() => Stops.Run(binaries, budget.Stops, seed));
        if (budget.Locks > 0) await Layer(() => Readiness.Run(binaries, RowsOfReadiness, seed));
        return Report.Of(budget, seed, started, results);
    }

    async Task Layer(Func<Task<Result>> run)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await run();
        results.Add(result);
        Progress.Say($"{(result.Failures.Count == 0 ? "ok    " : "FAILED")} {result.Layer}: {result.Done}, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s{(result.Found is null ? "" : $", {result.Found}")}");
        foreach (var failure in result.Failures.Take(5)) Progress.Say($"       {failure}");
    }
}
