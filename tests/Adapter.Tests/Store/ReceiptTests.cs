using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>What receipts tell, and what they change in a store that does not know it.</summary>
public abstract class ReceiptTests : IAsyncLifetime
{
    const string Serial = "330102260213000001";

    internal abstract StoreUnderTest Create();
    internal StoreUnderTest Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = Create();
        await Store.Get<IncarnationGuard>().Begin(isDaemon: true);
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Every_accepted_upload_has_one_and_each_names_the_one_before()
    {
        foreach (var n in new[] { 1, 2, 3 }) await Deliver(n);
        await Enqueue(4);

        var receipts = All();

        Assert.Equal(["330102260213000001", "330102260213000002", "330102260213000003"], receipts.Select(receipt => receipt.AAZ341));
        Assert.Equal([0, receipts[0].Seq, receipts[1].Seq], receipts.Select(receipt => receipt.After));
        Assert.All(receipts, receipt => Assert.Equal(("digest", "00000000", true), (receipt.Digest, receipt.Code, receipt.MessageId!.StartsWith('m'))));
        Assert.Equal(receipts.Skip(1), Store.Database.Read(session => Receipts.After(session, receipts[0].Seq, 10)));
        Assert.Equal(receipts[0], UploadReceipt.Read(receipts[0].Write()));
    }

    [Fact]
    public async Task A_key_that_the_store_does_not_know_is_held_as_delivered()
    {
        Assert.Equal(Entry.Entered, await Enter(Receipt()));
        Assert.Equal(Entry.Known, await Enter(Receipt()));

        Assert.Equal((UploadState.Delivered, "digest", Origin.Receipt), (Row().State, Row().Digest, Row().Origin));
        Assert.Single(All());
    }

    [Theory]
    [InlineData(UploadState.Waiting)]
    [InlineData(UploadState.Failed)]
    [InlineData(UploadState.Discarded)]
    public async Task What_is_not_delivered_here_is_with_a_receipt_of_the_same_content(string state)
    {
        await Enqueue(1, state);

        Assert.Equal(Entry.Delivered, await Enter(Receipt()));

        Assert.Equal((UploadState.Delivered, "receipt"), (Row().State, Row().Code));
    }

    [Fact]
    public async Task An_open_message_is_closed_with_its_last_row_and_does_not_go_again()
    {
        await Enqueue(1);
        await Take();
        await Store.Writer.Write(session => Store.Batches.Recover(session, Stamp.Never));

        await Enter(Receipt());

        Assert.Null(await Store.Writer.Write(session => Store.Batches.TakeUnknown(session, Lane, Store.Now)));
    }

    [Fact]
    public async Task Other_content_under_the_key_goes_to_the_desk()
    {
        await Enqueue(1);

        Assert.Equal(Entry.Conflict, await Enter(Receipt() with { Digest = "other" }));

        Assert.Equal((UploadState.Failed, "Conflict", "receipt-other"), (Row().State, Row().Class, Row().Code));
    }

    [Fact]
    public async Task Other_content_that_is_delivered_here_too_is_for_a_person()
    {
        await Deliver(1);

        Assert.Equal(Entry.Contradiction, await Enter(Receipt() with { Digest = "other" }));
    }

    [Fact]
    public async Task A_later_version_is_entered_behind_the_old_ones()
    {
        await Deliver(1);

        Assert.Equal(Entry.Entered, await Enter(Receipt() with { Digest = "corrected", Version = 2 }));

        Assert.Equal((2, 1, "corrected"), (Row().Version, Row().Correction, Row().Digest));
    }

    [Fact]
    public async Task A_second_result_of_an_application_goes_to_the_desk()
    {
        await Store.Writer.Write(session => Store.Outbox.Enqueue(session, StoreTests.Upload("330102260213000009") with { ADC201 = "SQ1" }));

        await Enter(Receipt() with { ADC201 = "SQ1" });

        var second = Store.Database.Read(session => Store.Outbox.Latest(session, "audit-result", "330102", "330102260213000009"))!;
        Assert.Equal((UploadState.Failed, "Conflict"), (second.State, second.Class));
        Assert.Contains(Serial, second.Message);
    }

    [Fact]
    public async Task What_the_platform_holds_settles_a_row_and_a_correction_waits_on_for_what_it_corrects()
    {
        await Deliver(1);
        var correction = await Store.Writer.Write(session => Store.Outbox.Enqueue(session, StoreTests.Upload(Serial) with { Digest = "corrected", Correction = 1 }));
        var entry = Store.Get<ReceiptEntry>();

        Assert.Equal(Entry.Open, await Store.Writer.Write(session => entry.Compare(session, correction, "digest")));
        Assert.Equal(Entry.Delivered, await Store.Writer.Write(session => entry.Compare(session, correction, "CORRECTED")));
        var second = await Enqueue(2);
        Assert.Equal(Entry.Conflict, await Store.Writer.Write(session => entry.Compare(session, second, "other")));
    }

    [Fact]
    public async Task A_gap_in_the_receipts_of_a_lost_history_is_seen()
    {
        foreach (var n in new[] { 1, 2, 3 }) await Deliver(n);
        var receipts = All();
        await Store.Writer.Write(session => Histories.Begin(session, new() { Number = 9, Id = "x", BeganAt = Store.Now, Why = "behind", Owed = $"[{receipts[2].Seq + 20}]" }));
        UploadReceipt[] lost = [Receipt() with { Seq = receipts[2].Seq + 10, After = receipts[2].Seq }, Receipt() with { Seq = receipts[2].Seq + 20, After = receipts[2].Seq + 10 }];

        Assert.Equal([receipts[2].Seq + 20], Missing());
        Assert.Equal([receipts[2].Seq + 10], Missing(lost[1]));
        Assert.Empty(Missing(lost));

        IReadOnlyList<long> Missing(params UploadReceipt[] given) => Store.Database.Read(session => ReceiptProof.Missing(session, given));
    }

    static Lane Lane { get; } = new() { Kind = "audit-result", AAB301 = "330102" };

    UploadReceipt Receipt() => new() { At = Store.Now, Kind = "audit-result", AAB301 = "330102", AAZ341 = Serial, Version = 1, Digest = "digest", Code = "00000000", MessageId = "old" };

    UploadRow Row() => Store.Database.Read(session => Store.Outbox.Latest(session, "audit-result", "330102", Serial))!;

    IReadOnlyList<UploadReceipt> All() => Store.Database.Read(session => Receipts.After(session, 0, 100));

    Task<Entry> Enter(UploadReceipt receipt) => Store.Writer.Write(session => Store.Get<ReceiptEntry>().Enter(session, receipt));

    Task<UploadRow> Enqueue(int n, string state = UploadState.Waiting) =>
        Store.Writer.Write(session => Store.Outbox.Enqueue(session, StoreTests.Upload($"330102260213{n:000000}") with { State = state }));

    Task<Claim?> Take() => Store.Writer.Write(session => Store.Batches.Take(session, Lane, null, 1, 20, Store.Now, (_, sequence) => new()
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

    async Task Deliver(int n)
    {
        await Enqueue(n);
        var claim = (await Take())!;
        await Store.Writer.Write(session => Store.Batches.Settle(session, [new(claim.Batch,
            [.. claim.Rows.Select(row => new Settlement { Row = row, State = UploadState.Delivered, Class = "Ok", Code = "00000000", Message = "" })], 1)]));
    }
}

public sealed class SqliteReceiptTests : ReceiptTests
{
    internal override StoreUnderTest Create() => new();
}

public sealed class PostgresReceiptTests(PostgresServer server) : ReceiptTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());

    [Fact]
    public async Task A_database_that_went_back_is_behind_its_mark_and_numbers_go_on_behind_it()
    {
        await Store.Writer.Write(Some.Sequence);
        Store.Get<IncarnationGuard>().Advance();
        var mark = Path.Combine(Store.Folder, "store.mark");
        File.WriteAllText(mark, File.ReadAllText(mark).Replace("\"Seq\":0", "\"Seq\":777"));
        await Store.Reopen();

        Assert.Equal("behind", (await Store.Get<IncarnationGuard>().Begin(isDaemon: true))!.Why);

        Assert.True(Store.Database.Read(Histories.Position).Seq > 777);
        await Store.Writer.Write(session => Store.Get<Events>().Add(session, new() { Type = "sent", Kind = "", AAB301 = "" }));
    }
}
