using System.Text.Json.Nodes;

namespace Adapter.EndToEnd.Support;

/// <summary>How much is done in a run, and by whom it is asked for.</summary>
sealed record Work
{
    public required IReadOnlyList<string> Regions { get; init; }
    public required int Applications { get; init; }
    /// <summary>Results, and as many deregistrations.</summary>
    public required int Records { get; init; }

    /// <summary>Pulls until every application is there.</summary>
    public async Task<IReadOnlyList<JsonNode>> Pull(Driver driver)
    {
        var pulled = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        await Eventually.Holds(async () =>
        {
            foreach (var item in await driver.Pull()) pulled[item.Text("ADC201")] = item;
            return pulled.Count >= Applications;
        }, TimeSpan.FromSeconds(90), () => Task.FromResult($"{pulled.Count} pulled"));
        return [.. pulled.Values];
    }

    /// <summary>Decides all of it, and hands in what came to the counter.</summary>
    public async Task Do(Driver driver, IReadOnlyList<JsonNode> pulled)
    {
        await driver.Decide(pulled);
        var counter = new CounterRecords(Regions);
        var results = counter.Results(Records);
        await driver.Submit(results);
        await driver.Submit(counter.Deregistrations(Records, results));
    }
}
