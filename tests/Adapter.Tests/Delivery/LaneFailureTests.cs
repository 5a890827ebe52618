using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class LaneFailureTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    [Fact]
    public async Task A_row_that_cannot_be_made_into_a_message_does_not_stop_the_regions_behind_it()
    {
        // A kind that the agreement no longer has, with the nearest deadline of all.
        await fixture.Get<Writer>().Write(session => fixture.Get<Outbox>().Enqueue(session,
            Adapter.Tests.Store.StoreTests.Upload("110101260213000001") with { Kind = "of-an-older-agreement", AAB301 = "110101", Deadline = "2026-01-01" }));

        var serial = await fixture.Submit(1, "370103");

        await fixture.Becomes(serial, UploadState.Delivered, region: "370103");
    }
}
