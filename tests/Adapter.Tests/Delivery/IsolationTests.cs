using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>A message is refused for what is in it, by a gateway that reads along.</summary>
public sealed class IsolationTests(IsolationTests.Fixture fixture) : IClassFixture<IsolationTests.Fixture>
{
    public sealed class Fixture : GatewayFixture
    {
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { Parallel = 1 };
    }

    static readonly TimeSpan Step = DeliveryFixture.LongestStep;

    [Theory]
    [InlineData(403, "370103", 100)]
    [InlineData(400, "370104", 200)]
    public async Task A_row_that_a_gateway_refuses_is_found_and_goes_to_the_desk_and_all_others_are_delivered(int status, string region, int seed)
    {
        var poison = $"{region}260213{seed + 7:000000}";
        fixture.Gateway.Rule = message => message.Contains(poison, StringComparison.Ordinal) ? Gateway.Status(status) : null;
        var serials = await fixture.Enqueue(region, seed, 30);

        await fixture.Until(() => fixture.Are(serials, region, UploadState.Delivered, UploadState.Failed), Step);

        Assert.Equal([poison], serials.Where(serial => fixture.Row(serial, region: region).State == UploadState.Failed));
        Assert.Equal($"http.{status}", fixture.Row(poison, region: region).Code);
        var ledger = await fixture.Platform.Ledger();
        Assert.All(serials.Except([poison]), serial => Assert.Equal(1, ledger[serial].Applied));
    }

    [Fact]
    public async Task An_interface_that_refuses_everything_sends_no_row_to_the_desk()
    {
        fixture.Gateway.Rule = message => message.Contains("370105260213", StringComparison.Ordinal) ? Gateway.Status(400) : null;
        var serials = await fixture.Enqueue("370105", 300, 4);

        for (var hour = 0; hour < 12; hour++)
        {
            fixture.Time.Advance(TimeSpan.FromHours(1));
            fixture.Get<Signal>().Set();
            await fixture.Quiet();
        }
        await Eventually.Holds(() => serials.Any(serial => fixture.Row(serial, region: "370105").Class == "Refused"));
        // An hour may pass in the middle of a call, which is then unknown.
        var atTheDesk = serials.Where(serial => fixture.Are([serial], "370105", UploadState.Failed)).ToList();
        fixture.Gateway.Rule = _ => null;
        await fixture.Until(() => fixture.Are(serials, "370105", UploadState.Delivered), Step);

        Assert.Empty(atTheDesk);
    }

    [Fact]
    public async Task One_countys_bad_row_does_not_stop_the_interface_for_the_others()
    {
        var bad = $"370112260213{400:000000}";
        fixture.Gateway.Rule = message => message.Contains(bad, StringComparison.Ordinal) ? Gateway.Status(403) : null;
        await fixture.Enqueue("370112", 400, 1);
        await Eventually.Holds(() => fixture.Row(bad, region: "370112").Class == "AuthError");
        var others = await fixture.Enqueue("370113", 410, 2);
        await fixture.Until(() => fixture.Are(others, "370113", UploadState.Delivered), Step);

        // The bad row has its second turn, behind which the interface stays open.
        fixture.Time.Advance(TimeSpan.FromMinutes(11));
        fixture.Get<Signal>().Set();
        await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Outbox>().Attempts(session, fixture.Row(bad, region: "370112").Id)).Count >= 2);
        var more = await fixture.Enqueue("370113", 420, 2);
        await Eventually.Holds(() => fixture.Are(more, "370113", UploadState.Delivered));
    }

    [Fact]
    public async Task A_batch_that_is_too_large_after_its_outcome_was_unknown_is_halved_and_nothing_is_applied_twice()
    {
        var marker = "370114260213000500";
        var answers = 0;
        fixture.Gateway.Rule = message => !message.Contains(marker, StringComparison.Ordinal) || !message.Contains("370114260213000501", StringComparison.Ordinal) ? null
            : answers++ == 0 ? [] : Gateway.Status(413);
        var serials = await fixture.Enqueue("370114", 500, 2);
        await Eventually.Holds(() => fixture.Are(serials, "370114", UploadState.Unknown));

        await fixture.Until(() => fixture.Are(serials, "370114", UploadState.Delivered), TimeSpan.FromSeconds(2));

        var ledger = await fixture.Platform.Ledger();
        Assert.All(serials, serial => Assert.Equal(1, ledger[serial].Applied));
    }
}
