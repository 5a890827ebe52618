using System.Diagnostics;

namespace Adapter.Torture.Kills;

/// <summary>The second phase of a world: no more faults, no more kills; all must come to its end.</summary>
sealed class Draining(World world)
{
    /// <summary>I9.</summary>
    static readonly TimeSpan Within = Load.Of(TimeSpan.FromSeconds(60));
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>What /metrics said when all was done.</summary>
    public string Metrics { get; private set; } = "";

    public double Seconds { get; private set; }

    public async Task<Life> Lead()
    {
        await world.Ministry.Switch([], world.Seed);
        world.Driver.Settle();
        var ending = new Ending { Way = Way.Stop };
        var from = TimeProvider.System.GetUtcNow();
        using var daemon = world.Start(ending);
        var wrongs = new List<string>();
        if (await daemon.Ready is { } address)
        {
            var left = await Drain(address);
            if (left != "") wrongs.Add($"not drained within {Within.TotalSeconds} s: {left}");
            daemon.Signal(Signals.Terminate);
        }
        if (!await daemon.Ends(Within)) daemon.Signal(Signals.Kill);
        await daemon.Ended;
        if (daemon.ExitCode != 0) wrongs.Add($"the last daemon ended with {daemon.ExitCode}: {daemon.Said}");
        var life = new Life { From = from, Until = TimeProvider.System.GetUtcNow(), Ending = ending, Said = daemon.Said, Wrongs = wrongs };
        world.Lives.Add(life);
        return life;
    }

    async Task<string> Drain(Uri address)
    {
        using var api = world.Api(address);
        using var over = new CancellationTokenSource();
        var work = world.Driver.Work(api, 0, over.Token);
        var started = Stopwatch.GetTimestamp();
        var left = "";
        do
        {
            await Task.Delay(Pause, CancellationToken.None);
            left = world.Driver.Open(world.DataDirectory, world.Ministry.Books.Shelf.Count);
        }
        while (left != "" && Stopwatch.GetElapsedTime(started) < Within);
        Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await over.CancelAsync();
        await work;
        await world.Follow(api);
        Metrics = await api.Text("/metrics", CancellationToken.None);
        return left;
    }
}
