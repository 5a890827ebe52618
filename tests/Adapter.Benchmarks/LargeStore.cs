using System.Diagnostics;
using System.Globalization;
using Adapter.Benchmarks.Uploading;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;
using Adapter.Settings;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Benchmarks;

/// <summary>
/// What a store of a province's whole history costs: the start, an idle process, a search, and the sending of what waits,
/// beside a small store. Real processes; the history is written by SQL.
/// </summary>
static class LargeStore
{
    const int Sent = 8000;
    const int Searches = 21;
    // Rows of history that are committed together.
    const int Part = 100_000;
    static readonly string[] Regions = ["370102", "370103", "370104", "370105"];
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    /// <param name="output">Where the figures go.</param>
    /// <param name="rows">Rows of history of each store in turn: 250000, 5000000.</param>
    /// <param name="idle">How long the idle process is watched.</param>
    public static async Task Measure(TextWriter output, IReadOnlyList<int> rows, TimeSpan idle)
    {
        foreach (var count in rows) await Measure(output, count, idle);
    }

    static async Task Measure(TextWriter output, int count, TimeSpan idle)
    {
        await using var platform = await QuickPlatform.Start();
        var folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
        try
        {
            string[] settings = ["--settings", SettingsFile.Write(folder, platform.Address, Regions), .. AdapterUpload.Set(["Ministry:Sign:Type=NONE", "Delivery:Parallel=32", "Delivery:BatchSize=1", "Delivery:Lease=30s"])];
            var key = await AdapterProcess.NewKey(settings);
            var data = Path.Combine(folder, "data");
            var filled = Stopwatch.GetTimestamp();
            var number = Fill(data, count);
            Say(output, count, "filled in", Stopwatch.GetElapsedTime(filled).TotalSeconds, "s");
            await Standing(output, count, settings, key, number, idle);
            await Sending(output, count, settings, key, data, platform);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task Standing(TextWriter output, int count, string[] settings, string key, string number, TimeSpan idle)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var adapter = await AdapterProcess.Start(settings, key);
        await Eventually.Holds(async () => (await adapter.Client.GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(60), () => Task.FromResult(adapter.Said));
        Say(output, count, "start to ready", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms");
        await Task.Delay(Settling);
        var process = Process.GetProcessById(adapter.Id);
        var before = process.TotalProcessorTime;
        await Task.Delay(idle);
        process.Refresh();
        Say(output, count, "idle memory", process.WorkingSet64 / 1e6, "MB");
        Say(output, count, "idle processor", 100 * (process.TotalProcessorTime - before) / idle, "% of a core");
        var times = new List<double>();
        for (var search = 0; search < Searches; search++)
        {
            var at = Stopwatch.GetTimestamp();
            await adapter.Client.Hand("/api/uploads/search", new { AAC002 = number });
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
        Say(output, count, "search by number", times.Order().ElementAt(Searches / 2), "ms");
        await adapter.Stop();
    }

    static async Task Sending(TextWriter output, int count, string[] settings, string key, string data, QuickPlatform platform)
    {
        await AdapterUpload.Fill(data, new CounterRecords(Regions).Results(Sent));
        var taken = platform.Takes(Sent, TimeSpan.FromMinutes(3));
        await using var adapter = await AdapterProcess.Start(settings, key);
        Say(output, count, "sent", Sent / await taken, "records/s");
        await AdapterUpload.Kept(adapter);
        Say(output, count, "written while sending", Written(adapter.Id) / 1024.0 / Sent, "KiB a record");
        await adapter.Stop();
    }

    static long Written(int process) => long.Parse(File.ReadLines($"/proc/{process}/io").First(line => line.StartsWith("write_bytes", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);

    static void Say(TextWriter output, int rows, string what, double figure, string unit) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,9:N0} rows  {what,-24}{figure,12:N1} {unit}"));

    /// <summary>A person's number that one of the uploads has.</summary>
    static string Fill(string folder, int count)
    {
        var settings = new AdapterSettings { DataDirectory = folder };
        var result = new CounterRecords(["370102"], seed: 9).Results(1)[0];
        var (person, payload) = (new Persons(settings).HashOf(result), result.ToUtf8());
        using var connection = new Database(settings).OpenForWriting();
        connection.Execute(Lanes);
        for (var from = 1; from <= count; from += Part)
        {
            var values = new { from, until = Math.Min(count, from + Part - 1), count, person, payload };
            foreach (var statement in new[] { Uploads, Events }) connection.Execute(statement, values, commandTimeout: 3600);
            connection.Execute("pragma wal_checkpoint(truncate)");
        }
        return result["AAC002"]!;
    }

    const string Numbers = "with recursive n (i) as (select @from union all select i + 1 from n where i < @until)";
    const string Region = "'37010' || (2 + i % 4)";
    // In the order of time, as rows come: ten thousand a day.
    const string At = "strftime('%Y-%m-%dT%H:%M:%S.000Z', 'now', '-' || ((@count - i) / 10000) || ' days')";
    const string Uploads = $"""
        {Numbers}
        insert into upload (kind, AAB301, AAZ341, version, person, registers, correction, state, due_at, why, deadline, class, code, message,
          digest, payload, findings, origin, created_at, settled_at)
        select 'audit-result', {Region}, printf('37010299%010d', i), 1, case i when 7 then @person else lower(hex(randomblob(16))) end, 1, 0,
          'delivered', '9999-12-31T00:00:00.000Z', '', '9999-12-31', 'Ok', '00000000', '', lower(hex(randomblob(32))), @payload, '[]', 'live', {At}, {At} from n
        """;
    const string Events = $"""
        {Numbers}
        insert into event (at, type, kind, AAB301, AAZ341, version) select {At}, 'accepted', 'audit-result', {Region}, printf('37010299%010d', i), 1 from n
        """;
    const string Lanes = "insert into lane (kind, AAB301) values ('audit-result', '370102'), ('audit-result', '370103'), ('audit-result', '370104'), ('audit-result', '370105') on conflict do nothing";
}
