using System.Text.Json.Nodes;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>Batches while the platform is closed at first, so that what is handed in goes together.</summary>
public sealed class BatchTests(BatchTests.Fixture fixture) : IClassFixture<BatchTests.Fixture>
{
    public sealed class Fixture : DeliveryFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with
        {
            Ministry = settings.Ministry with { Closed = [new() { Interface = "SYDJ1002", From = "12:00", Until = "13:00" }] },
        };

        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { BatchSize = 4 };

        /// <summary>The next noon, when the platform is closed.</summary>
        public void Close()
        {
            var now = Time.GetUtcNow();
            var noon = new DateTimeOffset(now.UtcDateTime.Date.AddHours(4), TimeSpan.Zero);
            Time.SetUtcNow(noon > now ? noon : noon.AddDays(1));
        }

        /// <summary>The end of that hour, in which nothing was under way.</summary>
        public void Open() => Time.Advance(TimeSpan.FromHours(1));
    }

    async Task<IReadOnlyList<string>> Together(int count, int seed, string region)
    {
        fixture.Close();
        var records = new JsonArray();
        var serials = new List<string>();
        for (var n = seed; n < seed + count; n++)
        {
            serials.Add($"{region}260213{n:000000}");
            records.Add(JsonNode.Parse(Some.AuditResult(n).With("ADC201", "").With("AAB301", region).With("AAZ341", serials[^1]).ToJson()));
        }
        var answer = await fixture.Client.Hand("/api/audit-results", records.ToJsonString());
        Assert.All(answer.Body!.AsArray(), row => Assert.Equal(202, (int)row!["status"]!));
        return serials;
    }

    bool AreAll(IReadOnlyList<string> serials, string region, params string[] states) => serials.All(serial => states.Contains(fixture.Row(serial, region: region).State));

    async Task<IReadOnlyList<Received>> SendsOf(IReadOnlyList<string> serials) =>
        [.. (await fixture.Platform.Uploads()).Where(received => received.Serials.Intersect(serials).Any())];

    [Fact]
    public async Task Nothing_is_sent_while_the_platform_is_closed_and_everything_afterwards()
    {
        var serials = await Together(6, 100, Some.Region);
        var quiet = await SendsOf(serials);
        var waiting = (await fixture.Client.Look($"/api/uploads/audit-result/{Some.Region}/{serials[0]}"))["waiting"];

        fixture.Open();
        await fixture.Until(() => AreAll(serials, Some.Region, UploadState.Delivered), DeliveryFixture.LongestStep);

        Assert.Empty(quiet);
        Assert.Equal("部平台维护中", (string)waiting["why"]!);
        Assert.EndsWith("T05:00:00.000Z", (string)waiting["dueAt"]!, StringComparison.Ordinal);
        Assert.Equal([4, 2], (await SendsOf(serials)).Select(send => send.Serials.Count).OrderDescending());
    }

    [Fact]
    public async Task A_batch_refused_as_a_whole_is_halved_until_its_rows_are_found()
    {
        var serials = await Together(4, 200, "370103");
        await fixture.Platform.Faults(new { name = "batch-failure", code = "30000003", count = 2 });

        fixture.Open();
        await fixture.Until(() => AreAll(serials, "370103", UploadState.Delivered), DeliveryFixture.LongestStep);

        var sends = await SendsOf(serials);
        Assert.Equal(sends.Count, sends.Select(send => send.MessageId).Distinct().Count());
        Assert.Equal(4, sends[0].Serials.Count);
        Assert.All(sends.Skip(1), send => Assert.True(send.Serials.Count <= 2));
    }

    [Fact]
    public async Task A_single_row_refused_as_a_whole_goes_to_the_desk_and_the_others_are_delivered()
    {
        var serials = await Together(2, 300, "370104");
        // The pair, then the first of its halves.
        await fixture.Platform.Faults(new { name = "batch-failure", code = "30000003", count = 2 });

        fixture.Open();
        await fixture.Until(() => AreAll(serials, "370104", UploadState.Delivered, UploadState.Failed), DeliveryFixture.LongestStep);

        Assert.Equal(1, serials.Count(serial => fixture.Row(serial, region: "370104").State == UploadState.Failed));
    }

    [Fact]
    public async Task A_batch_too_large_for_the_platform_is_halved()
    {
        var serials = await Together(4, 400, "370105");
        await fixture.Platform.Faults(new { name = "batch-failure", code = "20000003", count = 1 });

        fixture.Open();
        await fixture.Until(() => AreAll(serials, "370105", UploadState.Delivered), DeliveryFixture.LongestStep);

        Assert.Equal([4, 2, 2], (await SendsOf(serials)).Select(send => send.Serials.Count));
    }

    [Fact]
    public async Task One_bad_row_does_not_hold_its_neighbours()
    {
        var serials = await Together(4, 500, "370112");
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000002", count = 1 });

        fixture.Open();
        await fixture.Until(() => AreAll(serials, "370112", UploadState.Delivered, UploadState.Failed), DeliveryFixture.LongestStep);

        Assert.Equal(3, serials.Count(serial => fixture.Row(serial, region: "370112").State == UploadState.Delivered));
    }

    [Fact]
    public async Task Rows_that_an_answer_leaves_out_stay_open_and_the_others_are_settled()
    {
        var serials = await Together(4, 600, "370113");
        await fixture.Platform.Faults(new { name = "missing-rows", rows = 1, count = 1 });

        fixture.Open();
        await fixture.Until(() => AreAll(serials, "370113", UploadState.Delivered), DeliveryFixture.LongestStep);

        Assert.Equal([0, 0, 0, 1], serials.Select(serial => fixture.Row(serial, region: "370113").Omitted).Order());
        Assert.Single((await SendsOf(serials)).Select(send => (send.MessageId, send.BodySm3)).Distinct());
    }
}
