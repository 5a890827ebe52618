using System.Data.Common;
using Adapter.Settings;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Adapter.Store;

/// <summary>Opens connections to the one database: a SQLite file in the data directory, or PostgreSQL.</summary>
sealed class Database(AdapterSettings settings)
{
    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public bool IsSqlite => settings.Store == "sqlite";

    public string File => Path.GetFullPath(Path.Combine(settings.DataDirectory, "adapter.db"));

    public string ConnectionString => IsSqlite
        ? new SqliteConnectionStringBuilder { DataSource = File, ForeignKeys = true, DefaultTimeout = 30 }.ToString()
        : new NpgsqlConnectionStringBuilder(settings.ConnectionString) { IncludeErrorDetail = false }.ToString();

    public DbConnection Open()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Another file than the database: a copy of it.</summary>
    public SqliteConnection OpenFile(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Reads on a connection of its own; sees what is committed.</summary>
    public T Read<T>(Func<Session, T> work)
    {
        using var connection = Open();
        return work(new(connection, null));
    }

    /// <summary>The writer's connection: every commit on it answers for a record, so it reaches the disk first.</summary>
    public DbConnection OpenForWriting()
    {
        var connection = Open();
        if (!IsSqlite) return connection;
        connection.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma wal_autocheckpoint = 8000");
        if (connection.ExecuteScalar<long>("pragma synchronous") != 2) throw new InvalidOperationException("SQLite did not take synchronous=FULL");
        return connection;
    }
}
