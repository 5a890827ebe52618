using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Simulator;

namespace Adapter.Cli;

/// <summary>A made-up clerk at a made-up counter, who knows the adapter through its local API alone.</summary>
sealed class DemoClerk(DemoTown town, int applications)
{
    /// <summary>Slow enough to be watched, twelve seconds in all at most.</summary>
    readonly TimeSpan pace = TimeSpan.FromSeconds(12) / Math.Max(applications, 60);
    readonly Agreement agreement = Agreement.Embedded;
    readonly Random random = new(1);

    /// <summary>Applications seen with errors among their findings.</summary>
    public int Flagged { get; private set; }
    /// <summary>Applications that the clerk could not decide.</summary>
    public int Left { get; private set; }

    public Task Work(CancellationToken stop) => Task.WhenAll(Review(stop), Submit(stop));

    async Task Review(CancellationToken stop)
    {
        var seen = 0;
        while (seen < applications)
        {
            var page = await Get("/api/applications?received=false&full=true&limit=20", stop);
            var items = page["items"]!.AsArray();
            if (items.Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
            else await Post("/api/applications/received", new { ADC201 = items.Select(item => (string)item!["ADC201"]!) }, stop);
            foreach (var item in items)
            {
                await Decide(item!, seen++, stop);
                await Task.Delay(pace, stop);
            }
        }
    }

    async Task Decide(JsonNode application, int place, CancellationToken stop)
    {
        var findings = application["findings"]!.AsArray();
        if (findings.Any(finding => (string)finding!["severity"]! == "error")) Flagged++;
        var wrongNumber = findings.Any(finding => ((string)finding!["rule"]!).StartsWith("id.", StringComparison.Ordinal));
        var decision = new Dictionary<string, object> { ["AAE540"] = "1", ["AAE011"] = random.Pick(Words.Clerks) };
        if (wrongNumber || place % 8 == 7) (decision["AAE540"], decision["AAE360"]) = ("2", wrongNumber ? "社会保障号码有误，请核对后重新申请" : random.Pick(Words.Refusals));
        var path = $"/api/applications/{application["ADC201"]}/decision";
        var (status, answer) = await Post(path, decision, stop);
        if (status == HttpStatusCode.UnprocessableEntity)
        {
            decision["corrections"] = Shortened(application["fields"]!, answer["findings"]!.AsArray());
            (status, _) = await Post(path, decision, stop);
        }
        if (status is not (HttpStatusCode.OK or HttpStatusCode.Accepted)) Left++;
    }

    /// <summary>A longer value than a result may have is for a person to shorten; this one cuts it off.</summary>
    Dictionary<string, string> Shortened(JsonNode fields, JsonArray findings) => findings
        .Where(finding => (string)finding!["rule"]! == "length")
        .Select(finding => agreement.Kind("audit-result").Find((string)finding!["field"]!)!)
        .ToDictionary(field => field.Code, field => string.Concat(((string)fields[field.Code]!).EnumerateRunes().Take(field.Length ?? int.MaxValue)));

    /// <summary>What comes to the counter without the platform: registrations, some ended at once, and one of nobody known.</summary>
    async Task Submit(CancellationToken stop)
    {
        var people = new Applicants(agreement, new() { Regions = DemoTown.Regions, Seed = 2 });
        var today = ChinaTime.Date(TimeProvider.System.GetUtcNow());
        Message[] results = [.. Enumerable.Range(0, Math.Max(4, applications / 4)).Select(n => people.LocalResult(n, today))];
        await PostRecords("/api/audit-results", results, stop);
        var ended = results.Where(result => result["AAE540"] == "1").Take(results.Length / 2).Select((result, n) => people.Deregistration(n, today, result));
        await PostRecords("/api/deregistrations", [.. ended, people.Deregistration(results.Length, today)], stop);
    }

    async Task PostRecords(string path, IEnumerable<Message> records, CancellationToken stop)
    {
        foreach (var some in records.Chunk(500)) await Send(HttpMethod.Post, path, $"[{string.Join(',', some.Select(record => record.ToJson()))}]", stop);
    }

    async Task<JsonNode> Get(string path, CancellationToken stop) => (await Send(HttpMethod.Get, path, null, stop)).Body;

    Task<(HttpStatusCode Status, JsonNode Body)> Post(string path, object body, CancellationToken stop) =>
        Send(HttpMethod.Post, path, JsonSerializer.Serialize(body), stop);

    async Task<(HttpStatusCode Status, JsonNode Body)> Send(HttpMethod method, string path, string? json, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await town.Api.SendAsync(request, stop);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(stop))!);
    }
}
