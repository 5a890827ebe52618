using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Store;

/// <summary>An upload's content stands in a row of its own, which no change of the upload touches: its claim looks at it.</summary>
public sealed class ContentTests : IAsyncLifetime
{
    const string Broken = "upload_content 第 1 行：与写入时不符";

    readonly StoreUnderTest store = new();

    StoreHealth Health => store.Get<StoreHealth>();

    public Task InitializeAsync() => store.Writer.Write(session => store.Outbox.Enqueue(session, StoreTests.Upload("330102260213000001")));

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [InlineData("update upload_content set payload = x'7b20' where upload_id = 1")]
    [InlineData("update upload_content set findings = '[0]' where upload_id = 1")]
    [InlineData("delete from upload_content where upload_id = 1")]
    public async Task Is_not_claimed_where_it_is_damaged_or_lost_and_sending_stops(string damage)
    {
        using (var tampering = new Tampering(store)) tampering.Execute("upload_content", 1, damage);

        await Assert.ThrowsAsync<SqliteException>(Claim);

        Assert.False(Health.IsIntact);
        Assert.Equal([Broken], Health.Found());
        Assert.Equal(UploadState.Waiting, store.Database.Read(session => store.Outbox.Find(session, 1))!.State);
    }

    [Fact]
    public async Task Is_claimed_where_it_is_as_it_was_written()
    {
        await Claim();

        Assert.True(Health.IsIntact);
        Assert.Equal(UploadState.Sending, store.Database.Read(session => store.Outbox.Find(session, 1))!.State);
    }

    [Fact]
    public void That_is_lost_is_found_by_a_look_at_the_whole_store_though_nothing_refers_to_it()
    {
        using (var tampering = new Tampering(store)) tampering.Execute("upload_content", 1, "delete from upload_content where upload_id = 1");

        Assert.Equal(["upload 第 1 行：内容不见了"], store.Get<FullCheck>().Run(store.AtOnce).Select(damage => damage.Line));
    }

    Task Claim() => store.Writer.Write(session => session.Execute("update upload set state = 'sending' where id = 1 and state = 'waiting'"));
}
