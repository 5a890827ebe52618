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
    readonly ServiceProvider services;

    public StoreUnderTest(string? postgres = null)
    {
        var settings = new AdapterSettings
        {
            DataDirectory = folder,
            Store = postgres is null ? "sqlite" : "postgres",
            ConnectionString = postgres,
        };
        services = new ServiceCollection().AddSingleton(settings).AddSingleton<TimeProvider>(Time).AddStore().BuildServiceProvider();
        Get<Migration>().Run();
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero));
    public string Now => Stamp.Of(Time.GetUtcNow());
    public Database Database => Get<Database>();
    public Writer Writer => Get<Writer>();
    public Outbox Outbox => Get<Outbox>();
    public Batches Batches => Get<Batches>();
    public Inbox Inbox => Get<Inbox>();

    public Pace AtOnce => new(Time, TimeSpan.Zero, TimeSpan.Zero, default);

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
