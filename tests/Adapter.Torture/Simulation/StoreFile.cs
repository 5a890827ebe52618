using Adapter.Settings;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Torture.Worlds;

/// <summary>
/// A real SQLite file in memory, migrated once and laid back for every world: the product's SQL itself is under test. One
/// connection serves the writer and the readers, as all of them run in turn; so nothing is locked and nothing is closed.
/// </summary>
sealed class StoreFile : IDisposable
{
    // As small as it goes: what is written is copied.
    const int PageSize = 1024;

    readonly string serials;
    readonly SqliteConnection fresh = new("Data Source=:memory:");

    public StoreFile(AdapterSettings settings)
    {
        var database = new Database(settings);
        serials = Path.Combine(settings.DataDirectory, "serials");
        new Migration(settings, database).Run();
        using (var migrated = (SqliteConnection)database.Open())
        {
            migrated.Execute($"pragma journal_mode = delete; pragma page_size = {PageSize}; vacuum");
            SqliteConnection.ClearPool(migrated);
        }
        Connection = new(database.ConnectionString);
        Connection.Open();
        database.Seal.Register(Connection);
        Connection.Execute("pragma locking_mode = exclusive; pragma journal_mode = wal");
        StoreRules.Add(Connection);
        fresh.Open();
        Connection.BackupDatabase(fresh);
        Watch();
    }

    public HeldConnection Connection { get; }

    /// <summary>The folder for a world's files: memory where the machine has it.</summary>
    public static string Folder(int number)
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Path.Combine(root, $"adapter-worlds-{Environment.ProcessId}-{number}");
    }

    /// <summary>As it was after its migration.</summary>
    public void Renew()
    {
        if (Directory.Exists(serials)) Directory.Delete(serials, recursive: true);
        Connection.Limit(isFull: false);
        // Page by page: what a world finds free, and the numbers it begins with, are no earlier world's.
        fresh.BackupDatabase(Connection);
        Connection.Execute("pragma wal_checkpoint(truncate)");
    }

    // A commit at which the program dies is none.
    void Watch()
    {
        var changes = 0;
        raw.sqlite3_commit_hook(Connection.Handle, _ =>
        {
            var before = changes;
            changes = raw.sqlite3_total_changes(Connection.Handle);
            return (Hooks.Current as Life)?.Commit(changes != before) ?? 0;
        }, null);
    }

    public void Dispose()
    {
        Connection.End();
        fresh.Dispose();
    }
}
