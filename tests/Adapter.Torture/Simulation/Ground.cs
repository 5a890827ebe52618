using System.Diagnostics.Metrics;
using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Torture.Worlds;

/// <summary>What a thread's worlds share and none of them changes.</summary>
sealed class Ground : IDisposable
{
    public static readonly IReadOnlyList<string> Regions = ["370102", "370103"];

    static readonly OneMeter Meter = new();

    readonly string folder;
    readonly Dictionary<string, Blueprint> blueprints = [];

    public Ground(int number)
    {
        folder = StoreFile.Folder(number);
        Directory.CreateDirectory(folder);
        Store = new(Settings("resend"));
        // One key for all runs: a seed gives the same store.
        File.WriteAllBytes(Path.Combine(folder, "keys", "person.key"), new byte[32]);
    }

    public StoreFile Store { get; }
    public Agreement Agreement { get; } = Agreement.Embedded;
    public Profile Profile { get; } = Profile.Load(Agreement.Embedded, "mohrss-msg-json/1");
    public People People { get; } = new(Agreement.Embedded);

    /// <summary>The program as it is put together for a policy on unknown outcomes.</summary>
    public Blueprint Program(string onUnknown)
    {
        if (!blueprints.TryGetValue(onUnknown, out var found)) blueprints[onUnknown] = found = new(Registered(Settings(onUnknown)));
        return found;
    }

    AdapterSettings Settings(string onUnknown) => new()
    {
        DataDirectory = folder,
        Regions = [.. Regions.Select(code => new RegionSettings { Code = code })],
        Ministry = new()
        {
            BaseUrl = "http://ministry",
            Sender = "330000SYDJ01",
            Sign = new() { Type = "NONE" },
            Capabilities = onUnknown == "query" ? ["Upsert", "ReRead", "Correct", "Query"] : ["Upsert", "ReRead", "Correct"],
        },
        Download = new() { PageSize = 3, Jitter = TimeSpan.Zero },
        Delivery = new() { Parallel = 3, BatchSize = 3, OnUnknown = onUnknown },
    };

    ServiceCollection Registered(AdapterSettings settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(settings).AddSingleton(Agreement).AddSingleton(new Validation(Agreement, new() { Regions = Regions }));
        services.AddStore();
        services.AddMinistry(settings, Profile);
        services.AddIntake().AddDownloadSchedule(settings);
        services.AddReview().AddDelivery().AddReplays();
        services.AddSingleton<IMeterFactory>(Meter);
        return services;
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
