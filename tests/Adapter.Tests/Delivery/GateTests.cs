using Adapter.Api;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class GateTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    [Fact]
    public async Task An_interface_that_does_not_let_us_in_is_stopped_and_asked_again_after_ten_minutes()
    {
        await fixture.Platform.Faults(new { name = "return-result", code = "1002", count = 1 });
        var first = await fixture.Submit(1);
        await Eventually.Holds(() => fixture.Row(first).Class == "AuthError");
        var second = await fixture.Submit(2, "370103");
        fixture.Time.Advance(TimeSpan.FromMinutes(9));
        await Looked(91);
        var (waiting, calls) = (fixture.Row(first), (await fixture.Platform.Uploads()).Count(received => received.Serials.Contains(first) || received.Serials.Contains(second)));

        fixture.Time.Advance(TimeSpan.FromMinutes(2));
        await fixture.Becomes(first, UploadState.Delivered);
        await fixture.Becomes(second, UploadState.Delivered, region: "370103");

        Assert.Equal((UploadState.Waiting, 0L, 1), (waiting.State, waiting.Attempts, calls));
        Assert.Equal(1, await fixture.Platform.Calls("SYS01000"));
    }

    [Fact]
    public async Task A_platform_that_asks_for_patience_gets_it()
    {
        await fixture.Platform.Faults(new { name = "http-429", ms = 120_000, count = 1 });
        var serial = await fixture.Submit(11, "370104");
        await Eventually.Holds(() => fixture.Row(serial, region: "370104").Class == "Throttled");
        fixture.Time.Advance(TimeSpan.FromSeconds(110));
        await Looked(92);
        var before = fixture.Row(serial, region: "370104");

        await fixture.Delivered(serial, TimeSpan.FromSeconds(5), "370104");

        Assert.Equal((UploadState.Waiting, 0L), (before.State, before.Attempts));
    }

    [Fact]
    public async Task A_message_that_the_platform_cannot_read_stops_its_own_region_only()
    {
        await fixture.Platform.Faults(new { name = "return-result", code = "2001", count = 1 });
        var refused = await fixture.Submit(21, "370105");
        await Eventually.Holds(() => fixture.Row(refused, region: "370105").Class == "Refused");

        var other = await fixture.Submit(22, "370112");
        await fixture.Becomes(other, UploadState.Delivered, region: "370112");

        Assert.Equal(UploadState.Waiting, fixture.Row(refused, region: "370105").State);
        await fixture.Delivered(refused, DeliveryFixture.LongestStep, "370105");
    }

    [Fact]
    public async Task A_silent_platform_is_tried_by_one_message_at_a_time_and_all_flows_when_it_answers()
    {
        await fixture.Platform.Away(true);
        var serials = new List<string>();
        for (var n = 31; n < 61; n++)
        {
            serials.Add(await fixture.Submit(n, "370113"));
            fixture.Time.Advance(TimeSpan.FromMinutes(20));
        }
        await fixture.Quiet();
        await Eventually.Holds(() => WhyWaits(serials[^1]).Why == "部平台异常，已暂停上传");
        var tries = (await fixture.Platform.Uploads()).Count(received => received.Serials.Any(serials.Contains));
        await fixture.Platform.Away(false);

        await fixture.Until(() => serials.All(serial => fixture.Row(serial, region: "370113").State == UploadState.Delivered), DeliveryFixture.LongestStep);

        // Ten hours, at most one try in about half an hour after the first few.
        Assert.InRange(tries, 3, 45);
        Assert.All(await OpenUnderOneNumber(serials), Assert.True);
    }

    [Fact]
    public async Task A_county_whose_calls_hang_leaves_the_others_room()
    {
        await fixture.Platform.Faults(new { name = "slow", ms = 30_000 });
        for (var n = 71; n < 91; n++)
        {
            await fixture.Submit(n, "370102");
            await Eventually.Holds(() => !HasRoom() || fixture.Row($"370102260213{n:000000}").State == UploadState.Sending);
        }

        var other = await fixture.Submit(91, "370103");
        await fixture.Becomes(other, UploadState.Sending, region: "370103");

        await fixture.Platform.Faults();
        fixture.Time.Advance(TimeSpan.FromSeconds(40));
        await fixture.Becomes(other, UploadState.Delivered, region: "370103");
        for (var n = 71; n < 91; n++) await fixture.Becomes($"370102260213{n:000000}", UploadState.Delivered);
    }

    WaitView WhyWaits(string serial) => fixture.Database.Read(session => fixture.Get<Waiting>().Of(session, fixture.Row(serial, region: "370113")));

    /// <summary>Fewer of the lane are under way than it may have.</summary>
    bool HasRoom() => fixture.Database.Read(session => fixture.Get<UploadList>().OpenCounts(session))[UploadState.Sending] < 4;

    /// <summary>For each row, whether all its messages are one.</summary>
    async Task<IEnumerable<bool>> OpenUnderOneNumber(IReadOnlyList<string> serials)
    {
        var uploads = await fixture.Platform.Uploads();
        return serials.Select(serial => uploads.Where(received => received.Serials.Contains(serial)).Select(received => received.MessageId).Distinct().Count() == 1);
    }

    /// <summary>The loop has looked since: what goes to the other interface now has been delivered.</summary>
    async Task Looked(int seed)
    {
        var record = Some.Deregistration(seed).With("AAB301", "370114").With("AAZ341", $"370114260213{seed:000000}");
        await fixture.Client.Hand("/api/deregistrations", record.ToJson());
        await fixture.Becomes(record["AAZ341"]!, UploadState.Delivered, "deregistration", "370114");
    }
}
