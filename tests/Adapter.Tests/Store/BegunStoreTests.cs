using Adapter.Settings;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

/// <summary>The first start ends between the file and its first table.</summary>
public sealed class BegunStoreTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("adapter-begun-").FullName;

    [Fact]
    public void A_store_that_ended_before_its_first_table_is_made_at_the_next_start()
    {
        var settings = new AdapterSettings { DataDirectory = folder };
        Begin(settings);
        var migration = new Migration(settings, new(settings));

        migration.Run();

        Assert.True(migration.IsCurrent());
    }

    static void Begin(AdapterSettings settings)
    {
        var database = new Database(settings);
        database.Seal.MakeKey();
        using (var connection = database.Open()) connection.Execute("pragma page_size = 8192; pragma journal_mode = wal; pragma secure_delete = on");
        SqliteConnection.ClearAllPools();
        Assert.Equal(8192, new FileInfo(database.File).Length);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
