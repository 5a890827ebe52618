using System.Diagnostics;

namespace Adapter.Torture.Kills;

/// <summary>W15: another program holds the database's write lock, 0.1 to 20 s, while people work. Nobody gets an error for a lock under 10 s.</summary>
static class Locks
{
    const int MostWorlds = 20;
    static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(10);

    public static async Task<Result> Run(Binaries binaries, int locks, ulong seed)
    {
        var tally = new Tally(seed);
        var worlds = Math.Min(MostWorlds, locks);
        await Task.WhenAll(Enumerable.Range(0, worlds).Select(n => Task.Run(() => World(binaries, tally, (int)(seed % 1_000_000) + n, (locks + worlds - 1 - n) / worlds))));
        return tally.Result("locks", $"dotnet run -c Release --project tests/Adapter.Torture -- locks --locks {locks} --seed {seed}") with { Done = locks };
    }

    static async Task World(Binaries binaries, Tally tally, int seed, int locks)
    {
        var random = new Random(seed);
        await using var world = await Kills.World.Open(binaries, seed);
        var (ending, from) = (new Ending { Way = Way.Running }, TimeProvider.System.GetUtcNow());
        using (var daemon = world.Start(ending))
        {
            if (await daemon.Ready is not { } address)
            {
                tally.Fail($"ended with {daemon.ExitCode}: {daemon.Said}");
                return;
            }
            using var api = world.Api(address);
            for (var n = 0; n < locks; n++) await Hold(world, api, tally, TimeSpan.FromSeconds(0.1 * Math.Pow(200, random.NextDouble())));
            daemon.Signal(Signals.Kill);
            await daemon.Ended;
            world.Lives.Add(new() { From = from, Until = TimeProvider.System.GetUtcNow(), Ending = ending, WasKilled = daemon.WasKilled, Said = daemon.Said });
        }
        var draining = new Draining(world);
        await draining.Lead();
        var evidence = Evidence.Of(world, draining.Metrics);
        tally.Add(evidence, Checker.Check(evidence), draining.Seconds, $"locks --locks {locks} --seed {seed}");
    }

    static async Task Hold(World world, LocalApi api, Tally tally, TimeSpan time)
    {
        await world.Ministry.Issue(2);
        var busy = world.Book.Busy;
        var started = Stopwatch.GetTimestamp();
        await world.Hold(time, () => world.Driver.Once(api, 2, CancellationToken.None));
        tally.Note("longest wait behind a lock, ms", (Stopwatch.GetElapsedTime(started) - time).TotalMilliseconds);
        var errors = world.Book.Busy - busy;
        tally.Saw("SQLITE_BUSY seen");
        if (errors > 0 && time < Unnoticed) tally.Fail($"{errors} errors reached a user behind a lock of {time.TotalSeconds:0.0} s");
        if (errors > 0) tally.Note("shortest lock with an error, s", time.TotalSeconds, least: true);
    }
}
