using System.Data.Common;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Brings the schema up to date before anything else starts.</summary>
sealed class StoreOpening(Migration migration, AdapterSettings settings, ILogger<StoreOpening> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Open(migration, settings);
        }
        catch (StoreTrouble trouble)
        {
            log.LogCritical(trouble, "The store cannot be relied on: the program does not start. Look at the disk and the file system, and restore a backup");
            throw;
        }
        log.LogInformation("Store {Store} is open", settings.Store);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="NotDoneException">The database cannot be opened or its schema not brought up to date.</exception>
    /// <exception cref="StoreTrouble">It is damaged, or its disk is.</exception>
    public static void Open(Migration migration, AdapterSettings settings)
    {
        if (settings.Store == "sqlite" && DataFolder.WhatIsWrong(settings.DataDirectory) is { } wrong) throw new NotDoneException(wrong);
        if (settings.Store == "sqlite" && TooOld(Database.SqliteVersion) is { } old) throw new NotDoneException(old);
        try
        {
            migration.Run();
        }
        catch (DbException problem) when (Troubles.Of(problem) == Trouble.Broken)
        {
            throw new StoreTrouble(Trouble.Broken, problem);
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException or IOException)
        {
            throw new NotDoneException($"数据库打不开（{problem.GetType().Name}）。{Mend(settings)}");
        }
    }

    /// <summary>Null for a version that keeps what it was given.</summary>
    public static string? TooOld(string sqlite) => Version.TryParse(sqlite, out var version) && version >= Database.LeastSqlite
        ? null
        : $"SQLite 版本 {sqlite} 过旧，可能损坏数据库。请使用 {Database.LeastSqlite} 或更新的版本（程序自带的 e_sqlite3 库即可，请勿替换）";

    public static string Mend(AdapterSettings settings) => settings.Store == "sqlite"
        ? $"请核对数据目录 {Path.GetFullPath(settings.DataDirectory)} 中的 adapter.db 是否完好、可写，磁盘是否已满"
        : "请核对设置 Adapter:ConnectionString，以及数据库是否在运行";
}
