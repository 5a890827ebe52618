using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>2,000 applications of five regions, a tenth of them faulty, 500 results and 500 deregistrations of a local system, without a fault on the way.</summary>
public sealed class FaultlessRun : IAsyncLifetime
{
    public const int Applications = 2000;
    public const int Records = 500;

    internal static IReadOnlyList<string> Regions { get; } = ["370102", "370103", "370104", "370105", "370112"];

    internal Province Province { get; private set; } = null!;
    internal Driver Driver { get; private set; } = null!;
    internal IReadOnlyList<JsonNode> Pulled { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Flagged { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Journal { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Ledger { get; private set; } = [];
    internal IReadOnlyDictionary<string, JsonNode> Views { get; private set; } = new Dictionary<string, JsonNode>();

    public async Task InitializeAsync()
    {
        Province = await Province.Open(new SimulatorOptions { Regions = Regions, Applications = Applications, Faulty = 0.1 });
        Driver = new(Province.Client);
        var pulled = new List<JsonNode>();
        await Eventually.Holds(async () =>
        {
            pulled.AddRange(await Driver.Pull());
            return pulled.Count >= Applications;
        }, TimeSpan.FromSeconds(60), () => Task.FromResult($"{pulled.Count} pulled"));
        Pulled = pulled;
        Flagged = await Province.Client.All("/api/applications?flagged=true");
        await Driver.Decide(pulled);
        var counter = new CounterRecords(Regions);
        var results = counter.Results(Records);
        await Driver.Submit(results);
        await Driver.Submit(counter.Deregistrations(Records, results));
        await Province.Drained(TimeSpan.FromSeconds(60));
        Journal = await Province.Ministry.Journal();
        Ledger = await Province.Ministry.Ledger();
        Views = await Ledgers.Views(Province.Client);
    }

    public async Task DisposeAsync() => await Province.DisposeAsync();
}
