using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Benchmarks;

/// <summary>A page of a hundred new applications into the inbox: one commit a record against one for the page.</summary>
public class Keeping
{
    const int Page = 100;

    readonly string folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
    readonly List<ApplicationRow> rows = [];
    ServiceProvider? services;
    Writer? writer;
    Inbox? inbox;
    long next;

    [GlobalSetup]
    public void Open()
    {
        services = new ServiceCollection().AddSingleton(new AdapterSettings { DataDirectory = folder }).AddSingleton(TimeProvider.System).AddStore().BuildServiceProvider();
        services.GetRequiredService<Migration>().Run();
        writer = services.GetRequiredService<Writer>();
        inbox = services.GetRequiredService<Inbox>();
        var applicants = new Applicants(Agreement.Embedded, new() { Regions = ["370102"] });
        for (var n = 0; n < Page; n++) rows.Add(Row(applicants.Make(n, new(2026, 2, 13)).Message));
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Page)]
    public async Task CommitEachRecord()
    {
        foreach (var row in rows) await writer!.Write(session => inbox!.Put(session, Fresh(row), null));
    }

    [Benchmark(OperationsPerInvoke = Page)]
    public Task CommitThePage() => writer!.Write(session =>
    {
        foreach (var row in rows) inbox!.Put(session, Fresh(row), null);
    });

    // Numbers rise, as the platform's do.
    ApplicationRow Fresh(ApplicationRow row) => row with { ADC201 = $"37010220260213{next++:D10}" };

    static ApplicationRow Row(Message message) => new()
    {
        ADC201 = "",
        AAB301 = message["AAB301"]!,
        AAE127 = message["AAE127"]!,
        Deadline = "2026-02-25",
        State = Store.ApplicationState.Pending,
        Version = 1,
        Digest = Wire.ContentDigest.Of(message),
        Findings = "[]",
        Payload = message.ToUtf8(),
        ReceivedAt = "2026-02-13T02:00:00.0000000Z",
    };
}
