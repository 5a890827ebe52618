using Adapter.Desk;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What the overview says of the last days.</summary>
public sealed class ActivityTests : IAsyncLifetime
{
    readonly StoreUnderTest store = new();

    Activity Activity => new(store.Database, new(), store.Time);

    Task Happens(int times, string region = "370102") => store.Writer.Write(session =>
    {
        for (var time = 0; time < times; time++)
            store.Get<Events>().Add(session, new() { Type = "accepted", Kind = "audit-result", AAB301 = region });
    });

    [Fact]
    public async Task Each_event_of_the_last_thirty_days_is_counted_once_on_its_day_and_older_ones_not_at_all()
    {
        await Happens(3);
        store.Time.Advance(TimeSpan.FromDays(30));
        await Happens(5);
        store.Time.Advance(TimeSpan.FromDays(20));
        await Happens(7);
        var activity = Activity;

        Assert.Equal([5, 7], activity.Of(null, "accepted").Where(count => count > 0));
        await Happens(1);
        Assert.Equal(8, activity.Of(null, "accepted")[^1]);
        Assert.Equal((8, 0), (activity.Lately(null, "accepted"), activity.Lately(null, "refused")));
    }

    [Fact]
    public async Task Only_the_regions_that_are_asked_for_are_counted()
    {
        await Happens(2);
        await Happens(4, "370103");

        Assert.Equal((2, 6), (Activity.Of(["370102"], "accepted")[^1], Activity.Of(null, "accepted")[^1]));
    }

    [Fact]
    public void Of_an_empty_store_nothing_is_counted() => Assert.All(Activity.Of(null, "accepted"), count => Assert.Equal(0, count));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await store.DisposeAsync();
}
