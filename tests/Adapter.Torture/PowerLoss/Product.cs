using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Torture.PowerLoss;

/// <summary>The product's rooms over one data directory, without their loops: the torture takes each step itself.</summary>
sealed class Product : IAsyncDisposable
{
    readonly ServiceProvider services;

    // Every folder has the same schema: Dapper compiles its readers once and not for each.
    static Product() => SqlMapper.ConnectionStringComparer = EqualityComparer<string>.Create((_, _) => true, _ => 0);

    public Product(string folder, string ministry, TimeProvider clock)
    {
        var settings = new AdapterSettings
        {
            DataDirectory = folder,
            Regions = [new() { Code = Platform.Region }],
            Ministry = new() { BaseUrl = ministry, Sender = "330000SYDJ01", Sign = new() { Type = "NONE" }, AllowPlainHttp = true },
            Download = new() { PageSize = 8 },
            Delivery = new() { BatchSize = 4 },
        };
        services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(settings).AddSingleton(clock).AddSingleton(Agreement.Embedded)
            .AddStore().AddMinistry(settings, Profile.Load(Agreement.Embedded, settings.Ministry.Profile)).AddIntake().AddReview().AddDelivery()
            .BuildServiceProvider();
    }

    public Database Database => Get<Database>();
    public Writer Writer => Get<Writer>();
    public Downloader Downloader => Get<Downloader>();
    public Decisions Decisions => Get<Decisions>();
    public Submissions Submissions => Get<Submissions>();
    public Corrections Corrections => Get<Corrections>();
    public Dispatch Dispatch => Get<Dispatch>();
    public Stoppage Stoppage => Get<Stoppage>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>As the daemon begins; the history that begins with it when the store seems an old copy.</summary>
    public async Task<Incarnation?> Start()
    {
        Get<Migration>().Run();
        return await Get<IncarnationGuard>().Begin(isDaemon: true);
    }

    public async ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(Database.ConnectionString);
        await services.DisposeAsync();
        SqliteConnection.ClearPool(connection);
    }
}
