using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>Answers that came together are kept together.</summary>
public sealed class KeptTogetherTests(KeptTogetherTests.Fixture fixture) : IClassFixture<KeptTogetherTests.Fixture>
{
    const string Region = "370103";
    const int Messages = 8;

    public sealed class Fixture : DeliveryFixture
    {
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { Parallel = 2 * Messages, BatchSize = 1 };
    }

    [Fact]
    public async Task One_that_cannot_be_kept_leaves_those_beside_it_alone()
    {
        using var answered = new ManualResetEventSlim();
        await fixture.Platform.Faults(new { name = "slow", rate = 1, ms = 20_000 });
        var serials = new List<string>();
        for (var seed = 1; seed <= Messages; seed++) serials.Add(await fixture.Submit(seed, Region));
        await Spoil(serials[2]);
        await Eventually.Holds(() => serials.All(serial => fixture.Row(serial, region: Region).State != UploadState.Waiting));
        // Until the answers have come nothing is written.
        var held = fixture.Get<Writer>().Write(_ => answered.Wait(TimeSpan.FromSeconds(20)));
        await Eventually.Holds(() => fixture.Platform.Uploads().Result.Count == Messages);
        await Task.Delay(TimeSpan.FromSeconds(1));
        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await Task.Delay(TimeSpan.FromSeconds(1));
        answered.Set();
        await held;

        var others = serials.Except([serials[2]]).ToList();
        foreach (var serial in others) await fixture.Becomes(serial, UploadState.Delivered, region: Region);
        await fixture.Get<Writer>().Write(session => session.Execute("drop trigger spoilt"));
        await fixture.Platform.Faults();
        await fixture.Delivered(serials[2], DeliveryFixture.LongestStep, Region);

        var uploads = await fixture.Platform.Uploads();
        Assert.All(others, serial => Assert.Single(uploads, received => received.Serials.Contains(serial)));
        Assert.All((await fixture.Platform.Ledger()).Values, held => Assert.Equal(1, held.Applied));
    }

    Task Spoil(string serial) => fixture.Get<Writer>().Write(session => session.Execute(
        $"create trigger spoilt before update on upload when new.AAZ341 = '{serial}' and new.state = 'delivered' begin select raise(abort, 'spoilt'); end"));
}
