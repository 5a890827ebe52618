using Adapter.Settings;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Torture.Worlds;

/// <summary>A real SQLite file in memory, migrated once and emptied for every world: the product's SQL itself is under test.</summary>
sealed class StoreFile : IDisposable
{
    readonly string serials;
    readonly string connectionString;
    readonly Stack<HeldConnection> free = new();
    readonly List<HeldConnection> taken = [];
    readonly List<string> emptying;

    public StoreFile(AdapterSettings settings)
    {
        var database = new Database(settings);
        connectionString = database.ConnectionString;
        serials = Path.Combine(settings.DataDirectory, "serials");
        new Migration(settings, database).Run();
        using var connection = (SqliteConnection)database.OpenForWriting();
        StoreRules.Add(connection);
        emptying =
        [
            "pragma foreign_keys = off", "begin immediate",
            .. connection.Query<string>("select name from sqlite_schema where type = 'table' and name <> 'SchemaVersions'").Select(name => $"delete from {name}"),
            "delete from broken", "commit", "pragma foreign_keys = on",
        ];
        Database.Close(connection);
    }

    /// <summary>The folder for a world's files: memory where the machine has it.</summary>
    public static string Folder(int number)
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Path.Combine(root, $"adapter-worlds-{Environment.ProcessId}-{number}");
    }

    public HeldConnection Open(Action<SqliteConnection>? register = null)
    {
        if (!free.TryPop(out var connection)) connection = New(register!);
        taken.Add(connection);
        return connection;
    }

    /// <summary>A crash: whatever is open on a connection is undone.</summary>
    public void Crash()
    {
        foreach (var connection in taken.ToList()) connection.Close();
    }

    /// <summary>As it was after its migration.</summary>
    public void Renew(Action<SqliteConnection> register)
    {
        if (Directory.Exists(serials)) Directory.Delete(serials, recursive: true);
        using var connection = Open(register);
        foreach (var step in emptying) connection.Execute(step);
        connection.Execute("pragma wal_checkpoint(truncate)");
    }

    HeldConnection New(Action<SqliteConnection> register)
    {
        var connection = new HeldConnection(connectionString, Back);
        connection.Open();
        register(connection);
        var changes = 0;
        raw.sqlite3_commit_hook(connection.Handle, _ =>
        {
            var before = changes;
            changes = raw.sqlite3_total_changes(connection.Handle);
            return (Hooks.Current as Life)?.Commit(changes != before) ?? 0;
        }, null);
        return connection;
    }

    void Back(HeldConnection connection)
    {
        if (taken.Remove(connection)) free.Push(connection);
    }

    public void Dispose()
    {
        Crash();
        foreach (var connection in free) connection.End();
    }
}
