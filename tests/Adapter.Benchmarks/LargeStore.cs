using System.Diagnostics;
using System.Globalization;
using Adapter.Benchmarks.Downloading;
using Adapter.Benchmarks.Uploading;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Adapter.Benchmarks;

/// <summary>
/// What a store of a province's whole history costs: the start, an idle process, a search, what is sent, downloaded,
/// imported and claimed, beside a small store. Real processes, but for the claims alone.
/// </summary>
static class LargeStore
{
    const int Sent = 8000;
    const int Downloaded = 20_000;
    const int Imported = 50_000;
    const int Searches = 21;
    // Messages that are claimed together, as many as may be under way.
    const int Together = 32;
    static readonly string[] Regions = ["370102", "370103", "370104", "370105"];
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    // The idle process is watched for so long, beside a store of so many rows and beside a smaller one.
    const int Large = 1_000_000;
    static readonly TimeSpan Long = TimeSpan.FromMinutes(10), Shortly = TimeSpan.FromMinutes(1);
    // The look at the whole store after a start takes a tenth of a core.
    static readonly TimeSpan WholeLook = TimeSpan.FromMinutes(40);

    /// <param name="output">Where the figures go.</param>
    /// <param name="rows">Rows of history of each store in turn: 250000, 5000000.</param>
    public static async Task Measure(TextWriter output, IReadOnlyList<int> rows)
    {
        foreach (var count in rows) await Measure(output, count);
    }

    /// <summary>The idle process alone.</summary>
    public static Task Idle(TextWriter output, int count) => Beside(output, count, place => Idling(output, count, place));

    static Task Measure(TextWriter output, int count) => Beside(output, count, async place =>
    {
        await Starting(output, count, place);
        await Sending(output, count, place);
        await Importing(output, count, place);
        await Downloading(output, count, place);
        await Claiming(output, count, place);
        await Idling(output, count, place);
    });

    static async Task Beside(TextWriter output, int count, Func<Place, Task> look)
    {
        await using var platform = await QuickPlatform.Start();
        var folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
        try
        {
            string[] settings = ["--settings", SettingsFile.Write(folder, platform.Address, Regions), .. AdapterUpload.Set(["Ministry:Sign:Type=NONE", "Delivery:Parallel=32", "Delivery:BatchSize=1", "Delivery:Lease=30s"])];
            var key = await AdapterProcess.NewKey(settings);
            var data = Path.Combine(folder, "data");
            var filled = Stopwatch.GetTimestamp();
            var known = History.Fill(data, count);
            Say(output, count, "filled in", Stopwatch.GetElapsedTime(filled).TotalSeconds, "s");
            await look(new(settings, key, folder, data, platform, known));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task Starting(TextWriter output, int count, Place place)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var adapter = await AdapterProcess.Start(place.Settings, place.Key);
        await Eventually.Holds(async () => (await adapter.Client.GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(60), () => Task.FromResult(adapter.Said));
        Say(output, count, "start to ready", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms");
        await Task.Delay(Settling);
        Say(output, count, "search by number", await Median(() => adapter.Client.Hand("/api/uploads/search", new { AAC002 = place.Known["AAC002"] })), "ms");
        Say(output, count, "search by key", await Median(() => adapter.Client.Look($"/api/uploads/{place.Known.Kind.Name}/{place.Known.Key}")), "ms");
        await adapter.Stop();
    }

    /// <summary>What is left is sent, the whole store looked at, and then there is nothing to do.</summary>
    static async Task Idling(TextWriter output, int count, Place place)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var adapter = await AdapterProcess.Start(place.Settings, place.Key);
        await Eventually.Holds(() => Task.FromResult(Log(place.Data).Contains("compared with its seals", StringComparison.Ordinal)), WholeLook, () => Task.FromResult(Log(place.Data)));
        Say(output, count, "whole store looked at in", Stopwatch.GetElapsedTime(begun).TotalSeconds, "s");
        await Task.Delay(Settling);
        var idle = count >= Large ? Long : Shortly;
        var process = Process.GetProcessById(adapter.Id);
        var before = process.TotalProcessorTime;
        await Task.Delay(idle);
        process.Refresh();
        Say(output, count, "idle memory", process.WorkingSet64 / 1e6, "MB");
        Say(output, count, "idle processor", 100 * (process.TotalProcessorTime - before) / idle, "% of a core");
        await adapter.Stop();
    }

    static string Log(string data) => string.Concat(LogFiles.Of(data));

    static async Task Sending(TextWriter output, int count, Place place)
    {
        await AdapterUpload.Fill(place.Data, new CounterRecords(Regions).Results(Sent));
        var taken = place.Platform.Takes(Sent, TimeSpan.FromMinutes(3));
        await using var adapter = await AdapterProcess.Start(place.Settings, place.Key);
        Say(output, count, "sent", Sent / await taken, "records/s");
        await AdapterUpload.Kept(adapter);
        Say(output, count, "written while sending", Written(adapter.Id) / 1024.0 / Sent, "KiB a record");
        await adapter.Stop();
    }

    static async Task Downloading(TextWriter output, int count, Place place)
    {
        await using var platform = await PagePlatform.Start(Regions, Downloaded);
        Say(output, count, "downloaded", Downloaded / await AdapterDownload.Run(platform, place.Settings), "records/s");
    }

    static async Task Importing(TextWriter output, int count, Place place)
    {
        var table = Path.Combine(place.Folder, "results.csv");
        await RecordTable.Write(table, new CounterRecords(Regions).Results(Imported, from: Sent));
        Say(output, count, "imported", Imported / await AdapterImport.Run(table, place.Settings), "rows/s");
    }

    /// <summary>What was imported, as many messages of one row at a time as may be under way; nothing is sent.</summary>
    static async Task Claiming(TextWriter output, int count, Place place)
    {
        await using var services = AdapterUpload.StoreOf(place.Data);
        var (writer, batches) = (services.GetRequiredService<Writer>(), services.GetRequiredService<Batches>());
        var lanes = Regions.Select(region => new Lane { Kind = "audit-result", AAB301 = region }).ToList();
        var (claimed, begun) = (0, Stopwatch.GetTimestamp());
        for (var turn = 0; claimed < Sent; turn++)
            claimed += (await writer.Write(session => batches.Take(session, lanes[turn % lanes.Count], null, Together, 1, Stamp.Never, Letter))).Count;
        Say(output, count, "claimed", claimed / Stopwatch.GetElapsedTime(begun).TotalSeconds, "records/s");
    }

    static BatchRow Letter(IReadOnlyList<UploadRow> rows, long sequence) => new()
    {
        MessageId = sequence.ToString("00000000000000000000", CultureInfo.InvariantCulture),
        BatchNo = sequence.ToString(CultureInfo.InvariantCulture),
        Kind = rows[0].Kind,
        AAB301 = rows[0].AAB301,
        Body = rows[0].Payload,
        EncType = "NONE",
        SymmetricKey = "",
        IV = "",
    };

    static async Task<double> Median(Func<Task> look)
    {
        var times = new List<double>();
        for (var search = 0; search < Searches; search++)
        {
            var at = Stopwatch.GetTimestamp();
            await look();
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
        return times.Order().ElementAt(Searches / 2);
    }

    static long Written(int process) => long.Parse(File.ReadLines($"/proc/{process}/io").First(line => line.StartsWith("write_bytes", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    static void Say(TextWriter output, int rows, string what, double figure, string unit) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,9:N0} rows  {what,-24}{figure,12:N1} {unit}"));

    /// <param name="Settings">Arguments of every process of the adapter.</param>
    /// <param name="Key">Of the API.</param>
    /// <param name="Folder">Of everything.</param>
    /// <param name="Data">The data directory.</param>
    /// <param name="Platform">Takes what is sent.</param>
    /// <param name="Known">One of the uploads of the history.</param>
    sealed record Place(string[] Settings, string Key, string Folder, string Data, QuickPlatform Platform, Message Known);
}
