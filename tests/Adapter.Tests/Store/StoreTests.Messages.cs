using Adapter.Store;

namespace Adapter.Tests.Store;

/// <summary>Which rows a message carries, and what its answer does to them.</summary>
public abstract partial class StoreTests
{
    [Fact]
    public async Task A_batch_holds_no_more_than_the_platform_takes_and_at_least_one_row()
    {
        foreach (var serial in Enumerable.Range(1, 3)) await Enqueue(Upload($"33010226021300000{serial}") with { Payload = new byte[600] });
        Assert.Equal(2, (await Take(mostBytes: 1300))!.Rows.Count);
        Assert.Single((await Take(mostBytes: 100))!.Rows);
    }

    [Fact]
    public async Task Messages_that_are_taken_together_carry_each_row_once_in_its_order()
    {
        foreach (var serial in Enumerable.Range(1, 5)) await Enqueue(Upload($"33010226021300000{serial}"));
        await Enqueue(Upload("330102260213000001") with { Digest = "corrected" });

        var claims = await Take(4, 2);

        Assert.Equal([["1", "2"], ["3", "4"], ["5"]], claims.Select(claim => claim.Rows.Select(row => row.AAZ341[^1..])));
        Assert.Equal(3, claims.Select(claim => claim.Batch.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Rows_of_a_message_may_be_answered_alike_or_each_by_itself()
    {
        foreach (var serial in Enumerable.Range(1, 4)) await Enqueue(Upload($"33010226021300000{serial}"));
        var claims = await Take(2, 2);

        await Settle(claims[0], UploadState.Delivered);
        await Store.Writer.Write(session => Store.Batches.Settle(session, [new(claims[1].Batch,
            [Settled(claims[1].Rows[0], UploadState.Delivered), Settled(claims[1].Rows[1], UploadState.Failed) with { Code = "30000001" }], 1)]));

        var rows = claims.SelectMany(claim => claim.Rows).Select(row => Store.Database.Read(session => Store.Outbox.Find(session, row.Id))!).ToList();
        Assert.Equal(["delivered", "delivered", "delivered", "failed"], rows.Select(row => row.State));
        Assert.All(rows, row => Assert.Single(Store.Database.Read(session => Store.Outbox.Attempts(session, row.Id))));
        var events = Store.Database.Read(session => Store.Get<Events>().After(session, 0, 100));
        Assert.All(rows, row => Assert.Equal(["sent", row.State == UploadState.Failed ? "refused" : "accepted"], events.Where(one => one.AAZ341 == row.AAZ341).Select(one => one.Type)));
        Assert.Equal("30000001", Assert.Single(events, one => one.Type == "refused").Code);
    }

    [Fact]
    public async Task A_halved_batch_takes_no_more_than_its_cap()
    {
        foreach (var serial in Enumerable.Range(1, 4)) await Enqueue(Upload($"33010226021300000{serial}"));
        var claim = (await Take())!;
        await Store.Writer.Write(session => Store.Batches.Settle(session, [new(claim.Batch,
            [.. claim.Rows.Select(row => Settled(row, UploadState.Waiting) with { DueAt = Store.Now, BatchCap = 2 })], 1)]));
        Assert.Equal(2, (await Take())!.Rows.Count);
        Assert.Equal(2, (await Take())!.Rows.Count);
    }

    [Fact]
    public async Task One_question_tells_whose_serial_or_person_is_held_of_many()
    {
        await Enqueue(Upload("330102260213000001") with { Person = "p1" });
        await Enqueue(Upload("330102260213000002") with { Person = "p2" });
        var serials = Enumerable.Range(1, 600).Select(number => $"330102260213{number:000000}").ToList();
        var persons = Enumerable.Range(1, 600).Select(number => $"p{number}").ToList();

        var held = await Store.Writer.Write(session => Holdings.OfUploads(session, serials, persons));
        var none = await Store.Writer.Write(session => Holdings.OfUploads(session, [], []));
        held.Add("330102260213000600", null);

        Assert.Equal([false, false, false, true], new[] { (1, 5), (5, 1), (600, 5), (5, 5) }.Select(of => held.AreNew($"330102260213{of.Item1:000000}", $"p{of.Item2}")));
        Assert.Equal((true, false), (none.AreNew("330102260213000001", null), none.AreNew("", null)));
    }
}
