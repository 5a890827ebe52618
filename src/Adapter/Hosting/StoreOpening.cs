using System.Data.Common;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Brings the schema up to date before anything else starts.</summary>
sealed class StoreOpening(Migration migration, AdapterSettings settings, ILogger<StoreOpening> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Open(migration, settings);
        log.LogInformation("Store {Store} is open", settings.Store);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="NotDoneException">The database cannot be opened or its schema not brought up to date.</exception>
    public static void Open(Migration migration, AdapterSettings settings)
    {
        if (settings.Store == "sqlite" && DataFolder.WhatIsWrong(settings.DataDirectory) is { } wrong) throw new NotDoneException(wrong);
        try
        {
            migration.Run();
        }
        catch (Exception problem) when (problem is DbException or InvalidOperationException or IOException)
        {
            throw new NotDoneException($"数据库打不开（{problem.GetType().Name}）。{Mend(settings)}");
        }
    }

    public static string Mend(AdapterSettings settings) => settings.Store == "sqlite"
        ? $"请核对数据目录 {Path.GetFullPath(settings.DataDirectory)} 中的 adapter.db 是否完好、可写，磁盘是否已满"
        : "请核对设置 Adapter:ConnectionString，以及数据库是否在运行";
}
