using System.Data.Common;
using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Ministry;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Worlds;

/// <summary>Ends a stack at the instant of a crash; what catches it runs in a dead world and changes nothing.</summary>
sealed class Crashed : Exception;

/// <summary>One life of the program, from its start to its crash: real loops, real SQL, one thread, every turn by the seed.</summary>
sealed class Life : IHooks
{
    const int BusyRings = 6;
    const int MostAtOnce = 5000;
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    readonly World world;
    readonly Fate fate;
    readonly Turns turns;
    int rings;
    int atOnce;

    public Life(World world, Fate fate, Blueprint program)
    {
        (this.world, this.fate, turns) = (world, fate, new(world.Dice));
        world.Clock.IsDead = false;
        Parts = new(program);
        Parts.Put<TimeProvider>(world.Clock);
        Parts.Put<IMinistryCalls>(new Line(world, this));
    }

    public Parts Parts { get; }

    public bool IsOver => turns.IsOver;

    public int Commits { get; private set; }

    /// <summary>Where it ended.</summary>
    public string How { get; private set; } = "rest";

    /// <summary>Something happens: time goes on slowly.</summary>
    public void Stir() => rings = 0;

    public void Begin(Func<Task> work) => turns.Begin(work);

    /// <summary>Something of a user, after a while, if the program still lives then.</summary>
    public void After(TimeSpan pause, Func<Task> work) => world.Clock.CreateTimer(_ => turns.Begin(work), null, pause, Timeout.InfiniteTimeSpan);

    /// <summary>Until the crash, or until the condition holds.</summary>
    public void Run(Func<bool>? until = null)
    {
        Hooks.Current = this;
        Start();
        try
        {
            for (var turn = 0; turn < fate.Turns && !IsOver && until?.Invoke() != true && Turn(); turn++) world.Trace((ulong)turn);
        }
        catch (Crashed)
        {
            // It died on the way of an alarm.
        }
        End();
    }

    public void Mark(string mark, long times) => world.Tally.Mark(mark, times);

    public double Share() => world.Dice.Share();

    public DbConnection Open(Action<SqliteConnection> register) => world.Ground.Store.Connection;

    public void Begin(DbConnection connection) => world.Trouble.Look(connection);

    public void Hit(string name)
    {
        if (IsOver) throw new Crashed();
        if (!fate.IsAt(name)) return;
        world.Tally.Hit(name);
        How = name;
        turns.IsOver = true;
        throw new Crashed();
    }

    void Start()
    {
        turns.Begin(() => Parts.Get<DownloadStart>().Run(default));
        turns.Begin(() => Parts.Get<DeliveryLoop>().Run(default));
        turns.Begin(() => Parts.Get<DeliveryWatch>().Run(default));
        turns.Begin(() => Parts.Get<JobLoop>().Run(default));
        turns.Begin(() => Parts.Get<OutsideWatch>().Run(default));
    }

    bool Turn()
    {
        if (turns.HasLeft) throw new InvalidOperationException("the program went on on a thread of its own");
        if (++atOnce > MostAtOnce) throw new InvalidOperationException($"it goes round and round: {turns.Names}");
        if (turns.Any && !(world.Clock.IsLate() && world.Dice.Chance(0.1)))
        {
            turns.RunOne();
            return true;
        }
        atOnce = 0;
        var late = ++rings <= BusyRings ? TimeSpan.Zero : TimeSpan.FromSeconds(0.5) * Math.Pow(2, Math.Min(rings - BusyRings, 12));
        return world.Clock.Ring(late < Longest ? late : Longest);
    }

    /// <summary>0 lets it be: the commit before which the program dies is none.</summary>
    public int Commit(bool changes)
    {
        if (IsOver) return 1;
        if (!changes) return 0;
        Commits++;
        Stir();
        world.Trace(0xC0);
        if (fate.IsAtCommit() is not { } isAfter) return 0;
        turns.IsOver = true;
        How = $"commit {Commits}, {(isAfter ? "after" : "before")}";
        return isAfter ? 0 : 1;
    }

    void End()
    {
        turns.IsOver = true;
        world.Clock.IsDead = true;
        world.Clock.Crash();
        Hooks.Current = null;
        world.Ground.Store.Connection.Crash();
    }
}
