using System.Diagnostics;

namespace Adapter.Torture.Kills;

/// <summary>Leads a world through one life: starts the adapter, has people work with it, and ends it as it was drawn.</summary>
sealed class Living(World world)
{
    /// <summary>A failpoint that is not come by in this time is not come by in this life.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(Math.Min(3 * Load.Factor, 12));
    static readonly TimeSpan StartsWithin = Load.Of(TimeSpan.FromSeconds(60));
    /// <summary>What is promised for SIGTERM.</summary>
    static readonly TimeSpan StopsWithin = Load.Of(TimeSpan.FromSeconds(30));

    readonly List<string> wrongs = [];
    bool wasHit;
    int brokenBackups;
    TimeSpan stopping;

    public async Task<Life> Lead(Ending ending, int records)
    {
        var from = TimeProvider.System.GetUtcNow();
        using var daemon = world.Start(ending);
        using var over = new CancellationTokenSource();
        var work = Work(daemon, records, over.Token);
        await End(daemon, ending);
        await over.CancelAsync();
        await work;
        var life = new Life
        {
            From = from,
            Until = TimeProvider.System.GetUtcNow(),
            Ending = ending,
            WasKilled = daemon.WasKilled,
            WasHit = wasHit,
            BrokenBackups = brokenBackups,
            WasHeld = ending.Lock is not null && daemon.ReadyAfter is not null,
            ReadyAfter = daemon.ReadyAfter,
            Stopping = stopping,
            Said = daemon.Said,
            Wrongs = [.. wrongs, .. Wrongs(daemon, ending)],
        };
        world.Lives.Add(life);
        return life;
    }

    async Task Work(Daemon daemon, int records, CancellationToken over)
    {
        if (await daemon.Ready is not { } address) return;
        using var api = world.Api(address);
        await world.Driver.Work(api, records, over);
    }

    async Task End(Daemon daemon, Ending ending)
    {
        if (ending.Way == Way.Starting)
        {
            if (!await daemon.Ends(ending.Delay)) daemon.Signal(Signals.Kill);
            await daemon.Ended;
            return;
        }
        if (!await IsReady(daemon)) wrongs.Add($"not ready within {StartsWithin.TotalSeconds} s");
        else if (!await daemon.Ends(ending.Delay)) await EndReady(daemon, ending);
        wasHit = ending.Way == Way.Failpoint && daemon.Ended.IsCompleted;
        if (ending.Way != Way.Stop) daemon.Signal(Signals.Kill);
        await daemon.Ended;
    }

    async Task EndReady(Daemon daemon, Ending ending)
    {
        if (ending.IsDisputed) await Dispute();
        if (ending.IsBackedUp) await BackUp();
        if (ending.Lock is { } time) await world.Hold(time);
        if (ending.Pause is { } pause)
        {
            daemon.Signal(Signals.Stop);
            await Task.Delay(pause);
            daemon.Signal(Signals.Continue);
        }
        if (ending.Way == Way.Failpoint) await daemon.Ends(Longest);
        if (ending.Way != Way.Stop) return;
        daemon.Signal(Signals.Terminate);
        var asked = Stopwatch.GetTimestamp();
        var ends = await daemon.Ends(StopsWithin);
        stopping = Stopwatch.GetElapsedTime(asked);
        if (ends) return;
        wrongs.Add($"did not stop within {StopsWithin.TotalSeconds} s of SIGTERM");
        daemon.Signal(Signals.Kill);
    }

    /// <summary>True too when it ended before.</summary>
    static async Task<bool> IsReady(Daemon daemon)
    {
        try
        {
            await daemon.Ready.WaitAsync(StartsWithin);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    async Task Dispute()
    {
        using var second = world.Start(new() { Way = Way.Running });
        if (await second.Ready.WaitAsync(StartsWithin) is not null) wrongs.Add("two daemons in one folder");
        else if (second.ExitCode != 1) wrongs.Add($"the second daemon ended with {second.ExitCode}: {second.Said}");
        second.Signal(Signals.Kill);
        await second.Ended;
    }

    // What is not whole must not bear the name of a backup.
    async Task BackUp()
    {
        var file = Path.Combine(world.Folder, "backup.db");
        using var backup = world.StartBackup(file);
        if (!await backup.Ends(StartsWithin)) backup.Signal(Signals.Kill);
        await backup.Ended;
        if (!backup.WasKilled) wrongs.Add($"the backup ended with {backup.ExitCode}: {backup.Said}");
        else if (File.Exists(file)) wrongs.Add("a backup that was killed in its midst stands under its name");
        else brokenBackups++;
    }

    static IEnumerable<string> Wrongs(Daemon daemon, Ending ending)
    {
        var expected = ending.Way == Way.Stop ? 0 : 128 + Signals.Kill;
        if (daemon.ExitCode != expected) yield return $"ended with {daemon.ExitCode} where {expected} was to come ({ending.Way} {ending.Failpoint}): {daemon.Said}";
    }
}
