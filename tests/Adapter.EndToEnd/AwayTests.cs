using System.Text.Json.Nodes;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

public sealed class AwayTests
{
    static readonly Work Work = new() { Regions = ["370102", "370103"], Applications = 400, Records = 0 };

    [Fact]
    public async Task While_the_platform_shows_a_web_page_decisions_wait_and_then_go_by_their_deadlines()
    {
        // One message at a time, so that the order of arrival is the order of sending; small ones, so that few rows are tried in vain.
        await using var province = await Province.Open(new SimulatorOptions { Regions = Work.Regions, Applications = Work.Applications, Days = 15 }, "Delivery:Parallel=1", "Delivery:BatchSize=5");
        var driver = new Driver(province.Client);
        var pulled = await Work.Pull(driver);

        await province.Ministry.Away("html");
        await driver.Decide(pulled);
        // About ten seconds: the pauses between two tries grow to two seconds.
        await Eventually.Holds(async () => Away(await province.Ministry.Journal()).Count >= 20, TimeSpan.FromSeconds(60), province.WhatIsOpen);
        await province.Ministry.Back();
        await province.Drained(TimeSpan.FromSeconds(60));

        var ledger = await province.Ministry.Ledger();
        var journal = await province.Ministry.Journal();
        Assert.Empty(await province.In("failed"));
        Ledgers.AreEqual(Ledgers.Of(driver), Ledgers.OfMinistry(ledger));
        Assert.All(ledger, held => Assert.Equal(1, (int)held["applied"]!));
        Assert.Empty(Sends.Doubled(journal));
        foreach (var region in Work.Regions) await AssertOldestFirst(province, region, journal);
    }

    static List<JsonNode> Away(IEnumerable<JsonNode> journal) =>
        [.. journal.Where(message => message["faults"].List().Any(fault => (string)fault! == "away") && message["rows"].List().Count > 0)];

    static async Task AssertOldestFirst(Province province, string region, IReadOnlyList<JsonNode> journal)
    {
        var deadlines = (await province.In("delivered")).ToDictionary(Ledgers.Key, upload => upload.Text("deadline"));
        var triedBefore = Away(journal).SelectMany(message => message["rows"].List()).Select(Ledgers.Key).ToHashSet();
        var waited = journal.SelectMany(message => message["rows"].List())
            .Where(row => row.Text("AAB301") == region && !triedBefore.Contains(Ledgers.Key(row)))
            .Select(row => deadlines[Ledgers.Key(row)]).ToList();

        Assert.InRange(waited.Count, 50, Work.Applications);
        Assert.True(waited.Distinct().Count() > 3, "too few deadlines to tell");
        Assert.Equal(waited.Order(StringComparer.Ordinal), waited);
    }
}
