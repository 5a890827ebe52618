using Adapter.Delivery;
using Adapter.Desk;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What the desk does to many uploads reaches only as far as the person's right.</summary>
public sealed class BulkActTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly Sending sending = new(fixture);

    /// <summary>Acts of somebody who has a role in a region.</summary>
    async Task<BulkActs> Of(string role, string region) => await Sitting.Acts(fixture, (await Sitting.Down(fixture, region, role)).Account);

    [Fact]
    public async Task A_countys_operator_reaches_the_countys_uploads_alone()
    {
        var acts = await Of("operator", Some.Region);
        var own = UploadKey.Of(await sending.Held(Some.Region, 1));
        var foreign = UploadKey.Of(await sending.Held("370103", 2));
        var all = new Choice([], new UploadFilter { State = UploadState.Failed });

        var found = await acts.Keys(all, UploadState.Failed);
        var chosen = await acts.Replayable(new([own, foreign], new()));
        var filtered = await acts.Replayable(all);
        var tally = await acts.Each([own, foreign], async (by, key) => (await fixture.Get<Stoppage>().Discard(by, key, "重复报送")).Code);

        Assert.Equal([own], found);
        Assert.Equal((1, 1), (chosen.Uploads.Count, filtered.Uploads.Count));
        Assert.Equal((1, "right.missing"), (tally.Done, tally.Refused.Single().Key));
        Assert.Equal(UploadState.Failed, fixture.Database.Read(session => fixture.Get<Outbox>().Latest(session, foreign.Kind, foreign.AAB301, foreign.AAZ341))!.State);
    }

    [Fact]
    public async Task Who_only_looks_on_reaches_nothing()
    {
        var acts = await Of("viewer", "");
        var key = UploadKey.Of(await sending.Held("370103", 3));

        Assert.Empty(await acts.Keys(new([], new UploadFilter()), UploadState.Failed));
        Assert.Empty((await acts.Replayable(new([key], new()))).Uploads);
        Assert.Equal(0, (await acts.Each([key], (_, _) => Task.FromResult(""))).Done);
    }
}
