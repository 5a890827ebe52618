using Adapter.Settings;
using Adapter.Store;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Worlds;

/// <summary>A real SQLite file in memory, migrated once and copied for every world: the product's SQL itself is under test.</summary>
sealed class StoreFile
{
    readonly string file;
    readonly string serials;
    readonly string connectionString;
    readonly byte[] migrated;

    public StoreFile(AdapterSettings settings)
    {
        var database = new Database(settings);
        (file, connectionString) = (database.File, database.ConnectionString);
        serials = Path.Combine(settings.DataDirectory, "serials");
        new Migration(settings, database).Run();
        using (var connection = database.OpenForWriting()) StoreRules.Add((SqliteConnection)connection);
        SqliteConnection.ClearAllPools();
        migrated = File.ReadAllBytes(file);
    }

    /// <summary>The folder for a world's files: memory where the machine has it.</summary>
    public static string Folder(int number)
    {
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Path.Combine(root, $"adapter-worlds-{Environment.ProcessId}-{number}");
    }

    /// <summary>An empty, migrated store; nothing may be open.</summary>
    public void Renew()
    {
        using (var any = new SqliteConnection(connectionString)) SqliteConnection.ClearPool(any);
        if (Directory.Exists(serials)) Directory.Delete(serials, recursive: true);
        File.Delete(file + "-wal");
        File.Delete(file + "-shm");
        File.WriteAllBytes(file, migrated);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
