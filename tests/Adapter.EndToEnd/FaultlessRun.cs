using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>2,000 applications of five regions, a tenth of them faulty, 500 results and 500 deregistrations of a local system, without a fault on the way.</summary>
public sealed class FaultlessRun : IAsyncLifetime
{
    internal static Work Work { get; } = new() { Regions = ["370102", "370103", "370104", "370105", "370112"], Applications = 2000, Records = 500 };

    internal Province Province { get; private set; } = null!;
    internal Driver Driver { get; private set; } = null!;
    internal IReadOnlyList<JsonNode> Pulled { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Flagged { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Journal { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Ledger { get; private set; } = [];
    internal IReadOnlyDictionary<string, JsonNode> Views { get; private set; } = new Dictionary<string, JsonNode>();

    public async Task InitializeAsync()
    {
        Province = await Province.Open(new SimulatorOptions { Regions = Work.Regions, Applications = Work.Applications, Faulty = 0.1 });
        Driver = new(Province.Client);
        Pulled = await Work.Pull(Driver);
        Flagged = await Province.Client.All("/api/applications?flagged=true");
        await Work.Do(Driver, Pulled);
        await Province.Drained(TimeSpan.FromSeconds(60));
        Journal = await Province.Ministry.Journal();
        Ledger = await Province.Ministry.Ledger();
        Views = await Ledgers.Views(Province.Client);
    }

    public async Task DisposeAsync() => await Province.DisposeAsync();
}
