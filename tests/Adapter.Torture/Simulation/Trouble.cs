using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Torture.Worlds;

/// <summary>A store that another process holds, or that is full, for a while.</summary>
sealed class Trouble(World world)
{
    const double Busy = 0.01;
    const double Full = 0.004;

    TimeSpan heldUntil;
    TimeSpan fullUntil;

    public bool IsOver { get; set; }

    /// <exception cref="SqliteException">It is held.</exception>
    public void Look(DbConnection connection)
    {
        var now = world.Clock.Elapsed;
        if (!IsOver && now > heldUntil && world.Dice.Chance(Busy)) heldUntil = now + world.Dice.Upto(TimeSpan.FromSeconds(world.Dice.Chance(0.8) ? 2 : 40));
        if (!IsOver && now > fullUntil && world.Dice.Chance(Full)) fullUntil = now + world.Dice.Upto(TimeSpan.FromSeconds(20));
        if (!IsOver && now < heldUntil)
        {
            world.Tally.Mark("busy");
            throw new SqliteException("database is locked", raw.SQLITE_BUSY, raw.SQLITE_BUSY);
        }
        var isFull = !IsOver && now < fullUntil;
        if (isFull) world.Tally.Mark("full");
        ((HeldConnection)connection).Limit(isFull);
    }
}
