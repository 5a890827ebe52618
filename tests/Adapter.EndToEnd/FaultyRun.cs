using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

/// <summary>The same work while every fault that the ministry knows hits one call in twenty.</summary>
public sealed class FaultyRun : IAsyncLifetime
{
    const double Rate = 0.05;

    internal static Work Work => FaultlessRun.Work;

    internal Province Province { get; private set; } = null!;
    internal Driver Driver { get; private set; } = null!;
    internal int Replayed { get; private set; }
    internal IReadOnlyList<(string Name, int Hits)> Hits { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Journal { get; private set; } = [];
    internal IReadOnlyList<JsonNode> Ledger { get; private set; } = [];
    internal IReadOnlyDictionary<string, JsonNode> Views { get; private set; } = new Dictionary<string, JsonNode>();

    /// <summary>Every fault once, and a row's failure in both its ways: to be tried again, and for a person.</summary>
    internal static IReadOnlyList<FaultSetting> Faults { get; } =
    [
        .. FaultTable.All.Select(fault => new FaultSetting { Name = fault.Name, Rate = Rate } with
        {
            Ms = fault.Name == "slow" ? 300 : null,
            From = fault.Name == "maintenance" ? "00:00" : null,
            Until = fault.Name == "maintenance" ? "23:59" : null,
        }),
        new() { Name = "row-failure", Rate = Rate, Code = "30000004" },
    ];

    public async Task InitializeAsync()
    {
        Province = await Province.Open(new SimulatorOptions { Regions = Work.Regions, Applications = Work.Applications, Faulty = 0.1, Faults = Faults },
            "Download:Cron=0/2 * * * * ?");
        Driver = new(Province.Client);
        var desk = new Operator(Province);
        await Work.Do(Driver, await Work.Pull(Driver));
        await desk.Clear(TimeSpan.FromSeconds(60));
        // Downloads go on, so that those faults too have their turn.
        await Eventually.Becomes(async () => (Hits = await Province.Ministry.Hits()).All(fault => fault.Hits > 0), TimeSpan.FromSeconds(30));
        await Province.Ministry.Switch();
        Assert.True(await desk.Clear(TimeSpan.FromSeconds(60)), await Province.WhatIsOpen());
        Replayed = desk.Replayed;
        Journal = await Province.Ministry.Journal();
        Ledger = await Province.Ministry.Ledger();
        Views = await Ledgers.Views(Province.Client);
    }

    public async Task DisposeAsync() => await Province.DisposeAsync();
}
