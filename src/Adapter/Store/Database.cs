using System.Data.Common;
using Adapter.Settings;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>Opens connections to the one database: a SQLite file in the data directory, or PostgreSQL.</summary>
sealed class Database(AdapterSettings settings, StoreState? state = null)
{
    /// <summary>SQLite before it may corrupt a database whose write-ahead log is reset.</summary>
    public static readonly Version LeastSqlite = new(3, 51, 3);

    // sqlite3_wal_checkpoint_v2: look, and do nothing.
    const int CheckpointNoop = -1;
    // SQLITE_DBCONFIG_ENABLE_QPSG: a plan does not depend on the values.
    const int QueryPlannerStability = 1007;
    const long FrameBytes = 8192 + 24;
    const string Turn = "select pg_advisory_xact_lock(8020)";

    long framesBeforeCheckpoint;

    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        // A list is a text of its own for each of its lengths, and each text a statement that is kept: there are to be few.
        SqlMapper.Settings.PadListExpansions = true;
    }

    public bool IsSqlite => settings.Store == "sqlite";

    public SealFunction Seal { get; } = new(settings);

    public string File => Path.GetFullPath(Path.Combine(settings.DataDirectory, "adapter.db"));

    public string ConnectionString => IsSqlite
        ? new SqliteConnectionStringBuilder { DataSource = File, ForeignKeys = true, DefaultTimeout = 30 }.ToString()
        : new NpgsqlConnectionStringBuilder(settings.ConnectionString) { IncludeErrorDetail = false }.ToString();

    public static string SqliteVersion
    {
        get
        {
            using var connection = new SqliteConnection();
            return connection.ServerVersion;
        }
    }

    /// <summary>Name and version of what keeps the data.</summary>
    public string Version()
    {
        using var connection = Open();
        return $"{(IsSqlite ? "SQLite" : "PostgreSQL")} {connection.ServerVersion}";
    }

    public DbConnection Open()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        connection.Open();
        if (connection is SqliteConnection file) Seal.Register(file);
        return connection;
    }

    /// <summary>Another file than the database: a copy of it.</summary>
    public SqliteConnection OpenFile(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        Seal.Register(connection);
        return connection;
    }

    /// <summary>Reads on a connection of its own; sees what is committed.</summary>
    /// <exception cref="StoreTrouble">The database as a whole would not.</exception>
    public T Read<T>(Func<Session, T> work)
    {
        try
        {
            using var connection = Open();
            return work(new(connection, null));
        }
        catch (Exception failure) when (state is not null && Troubles.Of(failure) != Trouble.None)
        {
            throw state.Met(failure);
        }
    }

    /// <summary>The writer's connection: every commit on it answers for a record, so it reaches the disk first.</summary>
    public DbConnection OpenForWriting()
    {
        var connection = Open();
        try
        {
            // The log may take as much as is kept in reserve.
            if (IsSqlite) framesBeforeCheckpoint = Ballast.SizeFor(settings) / FrameBytes;
            if (connection is SqliteConnection sqlite) SetForWriting(sqlite);
            else connection.Execute("set lock_timeout = '1s'");
            return connection;
        }
        catch
        {
            Close(connection);
            throw;
        }
    }

    // A verb's commit takes some milliseconds: SQLite waits for it by itself, in small steps.
    static void SetForWriting(SqliteConnection connection)
    {
        connection.DefaultTimeout = 1;
        // Else SQLite plans a kept statement anew for other values.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(connection.Handle, QueryPlannerStability, 1, out _), connection.Handle);
        connection.Execute("pragma busy_timeout = 1000; pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16384; pragma temp_store = memory; pragma wal_autocheckpoint = 0");
        if (connection.ExecuteScalar<long>("pragma synchronous") != 2) throw new InvalidOperationException("SQLite did not take synchronous=FULL");
        if (connection.ExecuteScalar<long>("pragma foreign_keys") != 1) throw new InvalidOperationException("SQLite did not take foreign_keys");
        if (connection.ExecuteScalar<string>("pragma journal_mode") != "wal") throw new InvalidOperationException("SQLite did not take journal_mode=WAL");
    }

    /// <summary>SQLite lets in one writer by itself. On PostgreSQL a verb beside the daemon waits its turn, so that events are in commit order.</summary>
    public void TakeTurn(DbConnection connection, DbTransaction transaction)
    {
        if (!IsSqlite) connection.Execute(Turn, transaction: transaction);
    }

    /// <summary>After a commit: what SQLite would do by itself, but it would say nothing of a failure.</summary>
    public void Checkpoint(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle }) return;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_wal_checkpoint_v2(handle, null, CheckpointNoop, out var frames, out var done), handle);
        if (frames < framesBeforeCheckpoint || frames == done) return;
        Failpoint.Hit("ck.checkpoint");
        var code = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        if (code is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED)) SqliteException.ThrowExceptionForRC(code, handle);
    }

    /// <summary>On a full disk: the write-ahead log gives back what it holds twice, as far as that goes.</summary>
    public static void Relieve(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle }) return;
        var code = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        if (code is not (raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_READONLY)) SqliteException.ThrowExceptionForRC(code, handle);
    }

    /// <summary>For good: a connection that failed does not go back to the pool.</summary>
    public static void Close(DbConnection connection)
    {
        if (connection is SqliteConnection sqlite) SqliteConnection.ClearPool(sqlite);
        else if (connection is NpgsqlConnection postgres) NpgsqlConnection.ClearPool(postgres);
        connection.Dispose();
    }
}
