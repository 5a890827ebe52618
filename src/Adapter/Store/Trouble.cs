using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>What is wrong with the database as a whole, by what is to be done about it.</summary>
enum Trouble
{
    None,
    /// <summary>Another process holds it: tried again.</summary>
    Busy,
    /// <summary>No space: nothing new is taken until there is some.</summary>
    Full,
    ReadOnly,
    /// <summary>It cannot be reached or opened.</summary>
    Away,
    /// <summary>What it keeps cannot be relied on: this process writes no more and ends.</summary>
    Broken,
}

static class Troubles
{
    /// <summary>Of an IOException.</summary>
    public const int DiskFull = 28;

    const int DiskFullOnWindows = unchecked((int)0x80070070);
    const int InputOutput = 5;
    const int DeviceOnWindows = unchecked((int)0x8007045D);

    /// <summary>None for what is the fault of one piece of work.</summary>
    public static Trouble Of(Exception failure) => failure switch
    {
        StoreTrouble told => told.Trouble,
        SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        NpgsqlException { IsTransient: true } => Trouble.Away,
        // A file beside the database.
        IOException { HResult: DiskFull or DiskFullOnWindows } => Trouble.Full,
        _ => Trouble.None,
    };

    /// <summary>Writes a file that the store is nothing without: what its disk cannot keep there it does not keep in the database either.</summary>
    /// <exception cref="StoreTrouble">The disk failed.</exception>
    public static void Beside(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure) when (failure.HResult is InputOutput or DeviceOnWindows)
        {
            throw new StoreTrouble(Trouble.Broken, failure);
        }
    }

    static Trouble OfSqlite(int code, int extended) => (code, extended) switch
    {
        (raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL, _) => Trouble.Busy,
        // The index of the log could not grow: the disk is full, and nothing was written.
        (raw.SQLITE_FULL, _) or (_, raw.SQLITE_IOERR_SHMSIZE) => Trouble.Full,
        // The file at this path is not the open one any more.
        (_, raw.SQLITE_READONLY_DBMOVED) => Trouble.Broken,
        (raw.SQLITE_READONLY, _) => Trouble.ReadOnly,
        (raw.SQLITE_CANTOPEN or raw.SQLITE_PERM, _) => Trouble.Away,
        (raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB, _) => Trouble.Broken,
        _ => Trouble.None,
    };

    static Trouble OfPostgres(string state) => state switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => Trouble.Busy,
        PostgresErrorCodes.DiskFull => Trouble.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => Trouble.ReadOnly,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory => Trouble.Away,
        PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Trouble.Broken,
        _ => state.StartsWith("08", StringComparison.Ordinal) ? Trouble.Away : Trouble.None,
    };
}

/// <summary>
/// The database as a whole would not. Nothing of the work was kept; only a connection lost in the midst of a commit
/// leaves that open.
/// </summary>
sealed class StoreTrouble(Trouble trouble, Exception? cause = null) : DbException(CodeOf(trouble), cause)
{
    public Trouble Trouble => trouble;

    /// <summary>The stable id.</summary>
    public string Code => CodeOf(trouble);

    public static string CodeOf(Trouble trouble) => trouble switch
    {
        Trouble.Busy => "store.busy",
        Trouble.Full => "store.full",
        Trouble.ReadOnly => "store.read-only",
        Trouble.Away => "store.away",
        _ => "store.broken",
    };
}
