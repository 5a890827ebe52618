using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>Answers that came together are kept together.</summary>
public sealed class KeptTogetherTests(KeptTogetherTests.Fixture fixture) : IClassFixture<KeptTogetherTests.Fixture>
{
    const string Region = "370103";
    const int Messages = 8;

    public sealed class Fixture : GatewayFixture
    {
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { Parallel = 2 * Messages, BatchSize = 1 };
    }

    [Fact]
    public async Task One_that_cannot_be_kept_leaves_those_beside_it_alone()
    {
        using var arrived = new CountdownEvent(Messages);
        using var answer = new ManualResetEventSlim();
        using var answered = new ManualResetEventSlim();
        fixture.Gateway.Rule = _ =>
        {
            if (!arrived.IsSet) arrived.Signal();
            answer.Wait(TimeSpan.FromSeconds(60));
            return null;
        };
        var serials = await fixture.Enqueue(Region, 1, Messages);
        await Eventually.Holds(() => arrived.IsSet);
        await Spoil(serials[2]);
        // Until all answers have come nothing is written.
        var held = fixture.Get<Writer>().Write(_ => answered.Wait(TimeSpan.FromSeconds(60)));
        answer.Set();
        await Eventually.Holds(() => fixture.Platform.Uploads().Result.Count == Messages);
        answered.Set();
        await held;

        var others = serials.Except([serials[2]]).ToList();
        await Eventually.Holds(() => fixture.Are(others, Region, UploadState.Delivered));
        await fixture.Get<Writer>().Write(session => session.Execute("drop trigger spoilt"));
        await fixture.Delivered(serials[2], DeliveryFixture.LongestStep, Region);

        var uploads = await fixture.Platform.Uploads();
        Assert.All(others, serial => Assert.Single(uploads, received => received.Serials.Contains(serial)));
        Assert.All((await fixture.Platform.Ledger()).Values, held => Assert.Equal(1, held.Applied));
    }

    Task Spoil(string serial) => fixture.Get<Writer>().Write(session => session.Execute(
        $"create trigger spoilt before update on upload when new.AAZ341 = '{serial}' and new.state = 'delivered' begin select raise(abort, 'spoilt'); end"));
}
