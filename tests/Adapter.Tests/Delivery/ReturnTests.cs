using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>After a day away: 2,000 rows of four regions.</summary>
public sealed class ReturnTests(ReturnTests.Fixture fixture) : IClassFixture<ReturnTests.Fixture>
{
    const int Each = 500;
    /// <summary>Of them so many were there from the start of that day, and tried again and again.</summary>
    const int Early = 100;
    static readonly string[] Regions = [Some.Region, "370103", "370104", "370105"];

    public sealed class Fixture : GatewayFixture
    {
        internal override SimulatorOptions Ministry { get; } = new() { Regions = Regions };

        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { Parallel = 4 };
    }

    [Fact]
    public async Task All_is_sent_the_oldest_deadline_first_at_a_rate_that_grows_and_none_twice()
    {
        await fixture.Platform.Away(true);
        await Enqueue(1, Early);
        for (var minutes = 0; minutes < 24 * 60; minutes += 30)
        {
            fixture.Time.Advance(TimeSpan.FromMinutes(30));
            fixture.Get<Signal>().Set();
            await fixture.Quiet();
        }
        await Enqueue(Early + 1, Each - Early);
        await fixture.Platform.Away(false);
        var (before, back) = ((await Journal()).Count, fixture.Time.GetUtcNow());

        // A region that was just tried is tried again after its pause; from the first answer on it is a matter of seconds.
        await fixture.Until(() => Open() < Regions.Length * Each, DeliveryFixture.LongestStep);
        await fixture.Until(() => Open() == 0, TimeSpan.FromMilliseconds(250));

        var messages = (await Journal())[before..];
        var first = At(messages[0]);
        // In the first n seconds no more than 2^n - 1 messages, besides the one that was answered first and one a lane that was asked already.
        for (var second = 1; second <= 7; second++)
            Assert.InRange(messages.Count(message => At(message) < first.AddSeconds(second)), 1, (1 << second) + Regions.Length);
        Assert.True(At(messages[^1]) - first < TimeSpan.FromMinutes(2), $"{At(messages[^1]) - first}");
        Assert.True(first - back < TimeSpan.FromMinutes(31));
        var ledger = await fixture.Platform.Ledger();
        Assert.Equal(Regions.Length * Each, ledger.Count);
        Assert.All(ledger.Values, held => Assert.Equal(1, held.Applied));
        foreach (var region in Regions) Assert.True(InOrder(messages, region));
    }

    /// <summary>Deadlines run through the regions in turn, newest row first.</summary>
    async Task Enqueue(int first, int count)
    {
        foreach (var (place, region) in Regions.Index()) await fixture.Enqueue(region, first, count, row => Deadline((4 * (Each - first - row)) + place));
    }

    long Open() => fixture.Database.Read(session => fixture.Get<UploadList>().OpenCounts(session)).Values.Sum();

    // Days far apart enough to sort, all after today.
    static string Deadline(int place) => new DateOnly(2026, 3, 1).AddDays(place).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// What had never left is taken by deadline (two that are under way may arrive in either order); what was tried while the
    /// platform was away goes again in its own batches.
    /// </summary>
    bool InOrder(IReadOnlyList<JsonNode> messages, string region)
    {
        var deadlines = messages.OrderBy(message => ((string)message["messageId"]!)[^5..], StringComparer.Ordinal).Select(message => message["rows"]!.AsArray().Select(row => row!).ToList())
            .Where(rows => rows.Count > 0 && (string)rows[0]["AAB301"]! == region)
            .Select(rows => rows.Select(row => fixture.Row((string)row["AAZ341"]!, region: region)).ToList())
            .Where(rows => rows.All(row => row.Attempts == 1))
            .Select(rows => rows.Max(row => row.Deadline)!).ToList();
        return deadlines.Count > 10 && deadlines.SequenceEqual(deadlines.Order(StringComparer.Ordinal));
    }

    async Task<List<JsonNode>> Journal()
    {
        using var door = new HttpClient { BaseAddress = new(fixture.MinistryUrl) };
        var entries = new List<JsonNode>();
        while (true)
        {
            var part = (await door.GetFromJsonAsync<JsonNode>($"/_journal?after={entries.Count}&limit=1000"))!["items"]!.AsArray();
            if (part.Count == 0) break;
            entries.AddRange(part.Select(item => item!));
        }
        return [.. entries.Where(entry => (string)entry["interface"]! == "SYDJ1002" && entry["rows"]!.AsArray().Count > 0)];
    }

    static DateTimeOffset At(JsonNode entry) => (DateTimeOffset)entry["at"]!;
}
