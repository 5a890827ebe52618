using System.Diagnostics;
using Adapter.Simulator;

namespace Adapter.Torture.Kills;

/// <summary>How long a start takes after a kill in the midst of work, with many rows in the store: from the process to the first answer.</summary>
static class Readiness
{
    const int Lives = 9;
    static readonly string[] Regions = ["370102", "370103", "370104", "370105"];
    static readonly TimeSpan Within = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = Load.Of(TimeSpan.FromMinutes(10));
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task<Result> Run(Binaries binaries, int rows, ulong seed)
    {
        var (started, failures) = (Stopwatch.GetTimestamp(), new List<string>());
        await using var world = await World.Open(binaries, (int)(seed % 1_000_000), regions: Regions, applications: rows);
        await Fill(world, rows);
        var starts = new List<double>();
        for (var n = 0; n < Lives; n++)
        {
            using var daemon = world.Start(new() { Way = Way.Running });
            if (await daemon.Ready is null) failures.Add($"ended with {daemon.ExitCode}: {daemon.Said}");
            else starts.Add(daemon.ReadyAfter!.Value.TotalMilliseconds);
            await world.Ministry.Issue(50);
            await Task.Delay(Pause);
            daemon.Signal(Signals.Kill);
            await daemon.Ended;
        }
        var median = starts.Order().ElementAtOrDefault(starts.Count / 2);
        if (median > Load.Of(Within).TotalMilliseconds) failures.Add($"ready {median:0} ms after a kill, the median of {starts.Count}");
        return new()
        {
            Layer = "ready",
            Seed = seed,
            Done = starts.Count,
            Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
            Figures = new() { ["rows"] = rows, ["ready after a kill, ms, median"] = Math.Round(median), ["load of the machine"] = Math.Round(Load.Factor, 1) },
            Failures = failures,
            Replay = $"dotnet run -c Release --project tests/Adapter.Torture -- ready --rows {rows} --seed {seed}",
        };
    }

    static async Task Fill(World world, int rows)
    {
        using var daemon = world.Start(new() { Way = Way.Running });
        var started = Stopwatch.GetTimestamp();
        while (Held.Count(world.DataDirectory) < rows)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience || daemon.Ended.IsCompleted) throw new InvalidOperationException($"the store did not fill: {daemon.Said}");
            await Task.Delay(Pause);
        }
        daemon.Signal(Signals.Kill);
        await daemon.Ended;
    }
}
