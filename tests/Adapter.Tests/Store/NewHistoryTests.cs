using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>The numbers of events jump when an old copy is put back; a number that is missing elsewhere is a loss.</summary>
public sealed class NewHistoryTests
{
    [Fact]
    public async Task A_store_that_was_put_back_is_found_in_order()
    {
        await using var store = new StoreUnderTest();
        await Tell(store, 3);
        await store.Writer.Write(session => Histories.Jump(session, new() { Seq = 10_003, Messages = 10_000 }, store.Now, isSqlite: true));
        await Tell(store, 3);

        Assert.Empty(Check(store));
    }

    [Fact]
    public async Task An_event_that_is_missing_elsewhere_is_found()
    {
        await using var store = new StoreUnderTest();
        await Tell(store, 3);
        await store.Writer.Write(session => session.Execute("delete from event where seq = 2"));

        Assert.Contains(Check(store), damage => damage is { Table: "event", Row: 3 });
    }

    static Task Tell(StoreUnderTest store, int count) => store.Writer.Write(session =>
    {
        for (var i = 0; i < count; i++) store.Get<Events>().Add(session, new() { Type = "downloaded", Kind = "application", AAB301 = Some.Region });
    });

    static IReadOnlyList<Damage> Check(StoreUnderTest store) => store.Get<FullCheck>().Run(new(store.Time, TimeSpan.Zero, TimeSpan.Zero, default));
}
