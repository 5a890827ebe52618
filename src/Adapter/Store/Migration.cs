using Adapter.Settings;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;

namespace Adapter.Store;

/// <summary>Brings the schema up to date: Schema/00n.sql in order, each in one transaction.</summary>
sealed class Migration(AdapterSettings settings, Database database)
{
    /// <exception cref="InvalidOperationException">The database cannot be opened or a script failed.</exception>
    public void Run()
    {
        if (database.IsSqlite) CreateFile();
        var result = Engine().PerformUpgrade();
        if (!result.Successful) throw new InvalidOperationException($"schema {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
    }

    /// <summary>Whether nothing is left to run.</summary>
    public bool IsCurrent() => !Engine().IsUpgradeRequired();

    // Page size and journal mode must stand before the first table.
    void CreateFile()
    {
        Directory.CreateDirectory(settings.DataDirectory);
        using var connection = database.Open();
        connection.Execute("pragma page_size = 8192; pragma journal_mode = wal; pragma secure_delete = on");
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(database.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    UpgradeEngine Engine()
    {
        UpgradeEngineBuilder target = database.IsSqlite
            ? DeployChanges.To.SqliteDatabase(database.ConnectionString)
            : DeployChanges.To.PostgresqlDatabase(database.ConnectionString);
        return target
            .WithScriptsEmbeddedInAssembly(typeof(Migration).Assembly)
            .WithVariable("id", database.IsSqlite ? "integer primary key autoincrement" : "bigint generated always as identity primary key")
            .WithVariable("text", database.IsSqlite ? "text" : "text collate \"C\"")
            .WithVariable("blob", database.IsSqlite ? "blob" : "bytea")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
    }
}
