using Adapter.Delivery;
using Adapter.Intake;
using Adapter.Store;
using Dapper;

namespace Adapter.Torture.Worlds;

/// <summary>Operators stop rows, let them go again, send again, download by hand; and somebody sets the clock.</summary>
sealed class Operators(World world)
{
    static readonly TimeSpan[] Jumps = [TimeSpan.FromDays(-30), TimeSpan.FromDays(3650), TimeSpan.FromHours(8), TimeSpan.FromMinutes(-3)];

    public Errand Act() => world.Dice.Below(6) switch
    {
        0 => Once("discard", parts => Each(parts, "waiting", "failed", (stoppage, key) => stoppage.Discard(new("test", Actor.Shell), key, "test"))),
        1 => Once("restore", parts => Each(parts, "discarded", "discarded", (stoppage, key) => stoppage.Restore(new("test", Actor.Shell), key, "test"))),
        2 => Once("replay", Replay),
        3 => Once("clock", _ => Jump()),
        _ => Once("download", parts => parts.Get<DownloadRound>().Spread(default)),
    };

    static Errand Once(string what, Func<Parts, Task> run) => new(what, async parts =>
    {
        await run(parts);
        return true;
    });

    async Task Each(Parts parts, string state, string other, Func<Stoppage, UploadKey, Task> act)
    {
        var rows = parts.Get<Database>().Read(session => session.All<UploadRow>("select * from whole_upload where state in (@state, @other) order by id", new { state, other }));
        if (rows.Count > 0) await act(parts.Get<Stoppage>(), UploadKey.Of(world.Dice.Of(rows)));
    }

    async Task Replay(Parts parts)
    {
        var replays = parts.Get<Replays>();
        var choice = replays.Choose(new UploadFilter { State = world.Dice.Chance(0.7) ? UploadState.Failed : null });
        if (choice.Uploads.Count > 0) await replays.Begin(new("test", Actor.Shell), choice, world.Dice.Below(3), "test");
    }

    Task Jump()
    {
        if (!world.HasJumps) return Task.CompletedTask;
        world.Tell($"  clock off by {world.Clock.Off}");
        world.Clock.Off = world.Clock.Off == TimeSpan.Zero ? world.Dice.Of(Jumps) : TimeSpan.Zero;
        world.Tally.Mark("clock jumped");
        return Task.CompletedTask;
    }
}
