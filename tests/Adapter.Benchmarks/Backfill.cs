using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Adapter.Benchmarks.Uploading;
using Adapter.Contracts;
using Adapter.EndToEnd.Support;

namespace Adapter.Benchmarks;

/// <summary>
/// A province's history handed to the running daemon as one file, sent while it is taken; and what becomes of a result that is
/// handed in meanwhile. Memory is the daemon's largest resident set.
/// </summary>
static class Backfill
{
    static readonly string[] Regions = ["370102", "370103", "370104", "370105"];
    static readonly TimeSpan BetweenDecisions = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task Measure(TextWriter output, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("adapter-bench-").FullName;
        await using var platform = await QuickPlatform.Start();
        try
        {
            var table = Path.Combine(folder, "history.csv");
            await RecordTable.Write(table, Made(rows));
            string[] settings = ["--settings", SettingsFile.Write(folder, platform.Address, Regions), .. AdapterUpload.Set(["Ministry:Sign:Type=NONE", "Delivery:BatchSize=100", "Delivery:Lease=30s"])];
            var key = await AdapterProcess.NewKey(settings);
            await using var adapter = await AdapterProcess.Start(settings, key);
            var begun = Stopwatch.GetTimestamp();
            var taken = platform.Takes(rows, TimeSpan.FromHours(2));
            var job = await Import(adapter.Client, table);
            var waits = await Decide(adapter.Client, platform, job);
            Say(output, rows, "taken", rows / Stopwatch.GetElapsedTime(begun).TotalSeconds, "rows/s");
            await taken;
            Say(output, rows, "taken and sent", rows / Stopwatch.GetElapsedTime(begun).TotalSeconds, "rows/s");
            Say(output, rows, "largest memory", Largest(adapter.Id) * 1024 / 1e6, "MB");
            Say(output, rows, $"decision to platform, p99 of {waits.Count}", At(waits, 0.99), "ms");
            Say(output, rows, "decision to platform, p50", At(waits, 0.5), "ms");
            await adapter.Stop();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Not all of them at once.
    static IEnumerable<Message> Made(int rows)
    {
        var records = new CounterRecords(Regions, seed: 5);
        for (var from = 0; from < rows; from += 10_000)
            foreach (var (place, record) in records.Results(Math.Min(10_000, rows - from), from).Index()) yield return Numbered(record, from + place);
    }

    // A day has a million numbers.
    static Message Numbered(Message record, int number)
    {
        var day = ChinaTime.Date(TimeProvider.System.GetUtcNow()).AddDays(-1 - (number / 1_000_000));
        return record.With("AAZ341", string.Create(CultureInfo.InvariantCulture, $"{record["AAB301"]}{day:yyMMdd}{number % 1_000_000:000000}"));
    }

    static async Task<long> Import(HttpClient client, string table)
    {
        await using var file = File.OpenRead(table);
        using var form = new MultipartFormDataContent { { new StringContent("audit-result"), "kind" } };
        var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "file", "history.csv");
        using var answer = await client.PostAsync("/api/imports", form);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!["id"]!.GetValue<long>() : throw new InvalidOperationException(text);
    }

    /// <summary>One after the other until the job ends: milliseconds from the answer that it is taken to the platform having it, in order.</summary>
    static async Task<IReadOnlyList<double>> Decide(HttpClient client, QuickPlatform platform, long job)
    {
        var (waits, records) = (new List<double>(), new CounterRecords(Regions, seed: 6));
        for (var number = 0; (await client.Look($"/api/jobs/{job}"))["state"]!.GetValue<string>() == "running"; number++)
        {
            var record = Numbered(records.Results(1, number)[0], 900_000_000 + number);
            platform.Watch(record["AAZ341"]!);
            var answer = await client.Hand("/api/audit-results", Body(record));
            var due = Stopwatch.GetTimestamp();
            if ((int)answer.Status >= 300) throw new InvalidOperationException(answer.Text);
            while (platform.Seen(record["AAZ341"]!) == 0 && Stopwatch.GetElapsedTime(due) < Patience) await Task.Delay(2);
            var seen = platform.Seen(record["AAZ341"]!);
            waits.Add(seen == 0 ? Patience.TotalMilliseconds : Math.Max(0, Stopwatch.GetElapsedTime(due, seen).TotalMilliseconds));
            await Task.Delay(BetweenDecisions);
        }
        return [.. waits.Order()];
    }

    static JsonNode Body(Message record)
    {
        var body = JsonNode.Parse(record.With("AAE013", "已核实").ToJson())!;
        body["confirm"] = new JsonArray("policy.refusal", "policy.ground");
        return body;
    }

    static double At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    /// <summary>Of its resident memory, in KiB.</summary>
    static double Largest(int process) => double.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    static void Say(TextWriter output, int rows, string what, double figure, string unit) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,9:N0} rows  {what,-36}{figure,12:N1} {unit}"));
}
