using System.Globalization;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using Adapter.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Benchmarks.Uploading;

/// <summary>The adapter as a process of its own, its store filled with audit results that wait.</summary>
static class AdapterUpload
{
    // With SM2 a hundred thousand records take more than a minute on a quiet machine.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Seconds from the first row that the platform got to the last, and commits a row.</summary>
    public static async Task<(double Seconds, double Commits)> Run(QuickPlatform platform, IReadOnlyList<string> regions, IReadOnlyList<Message> records, IEnumerable<string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
        try
        {
            string[] arguments = ["--settings", SettingsFile.Write(folder, platform.Address, regions), .. Set(["Delivery:Lease=30s", .. settings])];
            var key = await AdapterProcess.NewKey(arguments);
            await Fill(Path.Combine(folder, "data"), records);
            var taken = platform.Takes(records.Count, Patience);
            await using var adapter = await AdapterProcess.Start(arguments, key);
            return await Sent(adapter, taken, records.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<(double Seconds, double Commits)> Sent(AdapterProcess adapter, Task<double> taken, int count)
    {
        try
        {
            var seconds = await taken;
            await Kept(adapter);
            var commits = await Commits(adapter);
            await adapter.Stop();
            return (seconds, commits / count);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message} {adapter.Said}", failure);
        }
    }

    public static IEnumerable<string> Set(IEnumerable<string> settings) => settings.SelectMany(setting => new[] { "--set", setting });

    /// <summary>Puts records into the store of a process that does not run.</summary>
    public static async Task Fill(string folder, IReadOnlyList<Message> records)
    {
        await using var services = StoreOf(folder);
        var (writer, outbox, persons) = (services.GetRequiredService<Writer>(), services.GetRequiredService<Outbox>(), services.GetRequiredService<Persons>());
        foreach (var part in records.Chunk(1000))
            await writer.Write(session =>
            {
                foreach (var record in part) outbox.Enqueue(session, Row(record, persons));
            });
    }

    /// <summary>The store of a process that does not run.</summary>
    public static ServiceProvider StoreOf(string folder) => new ServiceCollection().AddSingleton(new AdapterSettings { DataDirectory = folder })
        .AddSingleton(TimeProvider.System).AddSingleton(Agreement.Embedded).AddStore().BuildServiceProvider();

    static UploadRow Row(Message record, Persons persons) => new()
    {
        Kind = record.Kind.Name,
        AAB301 = record["AAB301"]!,
        AAZ341 = record["AAZ341"]!,
        Person = persons.HashOf(record),
        Registers = record["AAE540"] == "1" ? 1 : 0,
        Digest = ContentDigest.Of(record),
        Payload = record.ToUtf8(),
    };

    /// <summary>The platform has all; waits until its last answers are kept.</summary>
    public static Task Kept(AdapterProcess adapter) => Eventually.Holds(
        async () => (await adapter.Client.Look("/api/uploads?state=sending&limit=1")).Items.Count == 0, TimeSpan.FromSeconds(30), () => Task.FromResult(adapter.Said));

    static async Task<double> Commits(AdapterProcess adapter)
    {
        var metrics = await adapter.Client.GetStringAsync("/metrics");
        var line = metrics.Split('\n').First(line => line.StartsWith("adapter_store_commits", StringComparison.Ordinal));
        return double.Parse(line[(line.LastIndexOf(' ', line.TrimEnd().Length - 1) + 1)..].Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
