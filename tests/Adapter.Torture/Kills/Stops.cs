using Adapter.Simulator;

namespace Adapter.Torture.Kills;

/// <summary>W19: SIGTERM at random with slow calls under way: code 0 within 30 s, and what was under way is not sent again for nothing.</summary>
static class Stops
{
    const int MostWorlds = 20;

    // Some outlast the time that a stop gives them.
    static readonly IReadOnlyList<FaultSetting> Slow =
    [
        new() { Name = "slow", Ms = 200, Rate = 0.3 },
        new() { Name = "slow", Ms = 2_000, Rate = 0.3, Interface = "SYDJ1002" },
        new() { Name = "slow", Ms = 8_000, Rate = 0.1, Interface = "SYDJ1002" },
        new() { Name = "slow", Ms = 45_000, Rate = 0.05, Interface = "SYDJ1002" },
    ];

    public static async Task<Result> Run(Binaries binaries, int stops, ulong seed)
    {
        var tally = new Tally(seed);
        var worlds = Math.Min(MostWorlds, stops);
        await Task.WhenAll(Enumerable.Range(0, worlds).Select(n => Task.Run(() => World(binaries, tally, (int)(seed % 1_000_000) + n, (stops + worlds - 1 - n) / worlds))));
        return tally.Result("stops", $"dotnet run -c Release --project tests/Adapter.Torture -- stops --stops {stops} --seed {seed}") with { Done = stops };
    }

    static async Task World(Binaries binaries, Tally tally, int seed, int stops)
    {
        var random = new Random(seed);
        await using var world = await Kills.World.Open(binaries, seed);
        await world.Ministry.Switch(Slow, seed);
        for (var n = 0; n < stops; n++)
        {
            await world.Ministry.Issue(4);
            var life = await new Living(world).Lead(new() { Way = Way.Stop, Delay = TimeSpan.FromSeconds(random.NextDouble() * 3) }, 4);
            tally.Add(life, afterKill: false);
            tally.Note("longest stop, s", life.Stopping.TotalSeconds);
            if (life.Wrongs.Count > 0) break;
        }
        var draining = new Draining(world);
        await draining.Lead();
        var evidence = Evidence.Of(world, draining.Metrics);
        tally.Add(evidence, Checker.Check(evidence), draining.Seconds, $"stops --stops {stops} --seed {seed}");
    }
}
