using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Torture.Worlds;

/// <summary>A store that another process holds, or that is full, for a while.</summary>
sealed class Trouble(World world)
{
    const int Unlimited = 1_000_000;
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
        Limit((HeldConnection)connection, !IsOver && now < fullUntil);
    }

    // No page more than there are.
    void Limit(HeldConnection connection, bool full)
    {
        if (full) world.Tally.Mark("full");
        if (full == connection.IsFull) return;
        connection.IsFull = full;
        var pages = full ? connection.ExecuteScalar<int>("pragma page_count") : Unlimited;
        connection.Execute($"pragma max_page_count = {pages}");
    }
}
