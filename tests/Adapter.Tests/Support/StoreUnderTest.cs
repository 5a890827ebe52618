using Adapter.Settings;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Support;

/// <summary>A migrated store in a fresh folder, with the classes the rooms use.</summary>
sealed class StoreUnderTest : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("adapter-store-").FullName;
    readonly AdapterSettings settings;
    ServiceProvider services;

    public StoreUnderTest(string? postgres = null, string? receipts = null)
    {
        settings = new AdapterSettings
        {
            DataDirectory = folder,
            Store = postgres is null ? "sqlite" : "postgres",
            ConnectionString = postgres,
            Receipts = new() { Directory = receipts },
        };
        services = Open();
        Get<Migration>().Run();
    }

    public string Folder => folder;

    public FakeTimeProvider Time { get; } = new(new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero));
    public string Now => Stamp.Of(Time.GetUtcNow());
    public Database Database => Get<Database>();
    public Writer Writer => Get<Writer>();
    public Outbox Outbox => Get<Outbox>();
    public Batches Batches => Get<Batches>();
    public Inbox Inbox => Get<Inbox>();

    public Pace AtOnce => new(Time, TimeSpan.Zero, TimeSpan.Zero, default);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Time goes by in a few steps, with room for what it wakes.</summary>
    public async Task Pass(TimeSpan span)
    {
        const int Steps = 5;
        for (var step = 0; step < Steps; step++)
        {
            Time.Advance(span / Steps);
            await Task.Delay(20);
        }
    }

    /// <summary>Ends within so much of the clock's time.</summary>
    public async Task<T> Ends<T>(Task<T> work, TimeSpan within)
    {
        await Until(() => work.IsCompleted, within);
        return await work;
    }

    /// <summary>Comes to hold within so much of the clock's time.</summary>
    public Task Until(Func<bool> holds, TimeSpan within) => Time.Until(holds, within);

    /// <summary>As a program that ended and began again; nothing is open until something is asked for.</summary>
    public async Task Reopen()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        services = Open();
    }

    ServiceProvider Open() => new ServiceCollection().AddSingleton(settings).AddSingleton<TimeProvider>(Time).AddStore().BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
