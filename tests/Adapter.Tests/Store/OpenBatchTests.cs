using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

public sealed class OpenBatchTests
{
    [Fact]
    public async Task A_correction_waits_while_a_message_with_the_old_version_may_come_again()
    {
        await using var store = new StoreUnderTest();
        var old = await Enqueue(store, "330102260213000001", "old");
        var neighbour = await Enqueue(store, "330102260213000002", "neighbour");
        var first = (await Take(store))!;
        await Settle(store, first, (old, UploadState.Waiting), (neighbour, UploadState.Unknown));
        await store.Writer.Write(session => store.Outbox.Discard(session, old, "corrected"));

        var corrected = await Enqueue(store, "330102260213000001", "new");
        Assert.Null(await Take(store));

        var again = (await store.Writer.Write(session => store.Batches.TakeUnknown(session, Lane, Stamp.Never)))!;
        await Settle(store, again, (neighbour, UploadState.Delivered));
        Assert.Equal([corrected.Id], (await Take(store))!.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task A_row_goes_in_no_second_message_while_the_first_may_come_again()
    {
        await using var store = new StoreUnderTest();
        var busy = await Enqueue(store, "330102260213000001", "busy");
        var neighbour = await Enqueue(store, "330102260213000002", "neighbour");
        await Settle(store, (await Take(store))!, (busy, UploadState.Waiting), (neighbour, UploadState.Unknown));

        Assert.Null(await Take(store));
        Assert.Equal(busy.Id, store.Database.Read(session => store.Outbox.WaitsFor(session, store.Outbox.Find(session, busy.Id)!, null))!.Id);

        var again = (await store.Writer.Write(session => store.Batches.TakeUnknown(session, Lane, Stamp.Never)))!;
        await Settle(store, again, (neighbour, UploadState.Delivered));
        Assert.Equal([busy.Id], (await Take(store))!.Rows.Select(row => row.Id));
    }

    static Lane Lane { get; } = new() { Kind = "audit-result", AAB301 = "330102" };

    static Task<UploadRow> Enqueue(StoreUnderTest store, string serial, string digest) =>
        store.Writer.Write(session => store.Outbox.Enqueue(session, StoreTests.Upload(serial) with { Digest = digest }));

    static Task<Claim?> Take(StoreUnderTest store) => store.Writer.Write(session => store.Batches.Take(session, Lane, null, 1, 20, store.Now, (_, sequence) => new()
    {
        MessageId = $"m{sequence}",
        BatchNo = "1",
        Kind = Lane.Kind,
        AAB301 = Lane.AAB301,
        Body = [],
        EncType = "NONE",
        SymmetricKey = "",
        IV = "",
    }).SingleOrDefault());

    static Task Settle(StoreUnderTest store, Claim claim, params (UploadRow Row, string State)[] settled) => store.Writer.Write(session => store.Batches.Settle(session, [new(claim.Batch,
        [.. settled.Select(row => new Settlement { Row = row.Row, State = row.State, DueAt = store.Now, Class = "Ok", Code = "", Message = "" })], 1)]));
}
