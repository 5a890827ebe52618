using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>What every store promises; one set of tests for SQLite and PostgreSQL.</summary>
public abstract partial class StoreTests : IAsyncLifetime
{
    internal abstract StoreUnderTest Create();
    internal StoreUnderTest Store { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Store = Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task A_key_enqueued_again_is_its_next_version()
    {
        await Enqueue(Upload("330102260213000001"));
        var second = await Enqueue(Upload("330102260213000001") with { Digest = "other" });
        Assert.Equal(2, second.Version);
        Assert.Equal(2, Store.Database.Read(session => Store.Outbox.Latest(session, "audit-result", "330102", "330102260213000001"))!.Version);
    }

    [Fact]
    public async Task Work_that_throws_leaves_nothing_and_does_not_touch_its_neighbours()
    {
        var good = Store.Writer.Write(session => Store.Outbox.Enqueue(session, Upload("330102260213000001")));
        var bad = Store.Writer.Write<UploadRow>(session =>
        {
            Store.Outbox.Enqueue(session, Upload("330102260213000002"));
            throw new InvalidOperationException("refused");
        });
        await good;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        var held = Store.Database.Read(session => Store.Get<UploadList>().List(session, new()));
        Assert.Equal(["330102260213000001"], held.Select(row => row.AAZ341));
    }

    [Fact]
    public async Task The_nearest_deadline_is_sent_first()
    {
        await Enqueue(Upload("330102260213000001") with { Deadline = "2026-02-25" });
        await Enqueue(Upload("330102260213000002") with { Deadline = "2026-02-24" });
        Assert.Equal(["330102260213000002", "330102260213000001"], (await Take())!.Rows.Select(row => row.AAZ341));
    }

    [Fact]
    public async Task A_claimed_row_is_claimed_by_nobody_else()
    {
        await Enqueue(Upload("330102260213000001"));
        Assert.NotNull(await Take());
        Assert.Null(await Take());
    }

    [Fact]
    public async Task A_later_version_waits_until_the_earlier_is_delivered()
    {
        var first = await Enqueue(Upload("330102260213000001"));
        var second = await Enqueue(Upload("330102260213000001") with { Digest = "other" });
        var claim = (await Take())!;
        Assert.Equal([first.Id], claim.Rows.Select(row => row.Id));
        Assert.Null(await Take());
        await Settle(claim, UploadState.Delivered);
        Assert.Equal([second.Id], (await Take())!.Rows.Select(row => row.Id));
    }

    [Theory]
    [InlineData(UploadState.Delivered, true)]
    [InlineData(UploadState.Unknown, false)]
    [InlineData(UploadState.Failed, false)]
    public async Task A_deregistration_waits_for_the_registration_that_it_ends(string registrationBecomes, bool goes)
    {
        await Enqueue(Upload("330102260213000001") with { Person = "p", Registers = 1 });
        await Enqueue(Deregistration("330102260213000002") with { Person = "p" });
        Assert.Null(await Take("deregistration"));
        await Settle((await Take())!, registrationBecomes);
        Assert.Equal(goes, await Take("deregistration") is not null);
    }

    [Fact]
    public async Task Another_regions_registration_holds_no_deregistration()
    {
        await Enqueue(Upload("330102260213000001") with { Person = "p", Registers = 1, AAB301 = "330103" });
        await Enqueue(Deregistration("330102260213000002") with { Person = "p" });
        Assert.NotNull(await Take("deregistration"));
    }

    [Fact]
    public async Task A_row_whose_outcome_is_unknown_goes_again_under_the_same_message_and_body()
    {
        await Enqueue(Upload("330102260213000001"));
        var first = (await Take())!;
        await Settle(first, UploadState.Unknown);
        Assert.Null(await Take());
        var again = (await Store.Writer.Write(session => Store.Batches.TakeUnknown(session, Lane("audit-result"), Stamp.Never)))!;
        Assert.Equal(first.Batch.MessageId, again.Batch.MessageId);
        Assert.Equal(first.Batch.Body, again.Batch.Body);
        Assert.Equal(2, again.Batch.Sends);
    }

    [Fact]
    public async Task A_settled_row_never_goes_back()
    {
        await Enqueue(Upload("330102260213000001"));
        var claim = (await Take())!;
        await Settle(claim, UploadState.Delivered);
        await Settle(claim, UploadState.Failed);
        Assert.Equal(UploadState.Delivered, Store.Database.Read(session => Store.Outbox.Find(session, claim.Rows[0].Id))!.State);
    }

    [Fact]
    public async Task A_batch_whose_sender_is_gone_becomes_unknown()
    {
        await Enqueue(Upload("330102260213000001"));
        var claim = (await Take())!;
        Assert.Equal(1, await Store.Writer.Write(session => Store.Batches.Recover(session, Stamp.Never)));
        Assert.Equal(UploadState.Unknown, Store.Database.Read(session => Store.Outbox.Find(session, claim.Rows[0].Id))!.State);
    }

    [Fact]
    public async Task A_batch_that_is_still_being_sent_is_not_taken_back()
    {
        await Enqueue(Upload("330102260213000001"));
        var claim = (await Take())!;
        await Store.Writer.Write(session => Store.Batches.Extend(session, [claim.Batch.MessageId], Stamp.Of(Store.Time.GetUtcNow().AddMinutes(1))));
        Store.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await Store.Writer.Write(session => Store.Batches.Recover(session, Store.Now)));
        Store.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(0, await Store.Writer.Write(session => Store.Batches.Recover(session, Store.Now, [claim.Batch.MessageId])));
        Assert.Equal(1, await Store.Writer.Write(session => Store.Batches.Recover(session, Store.Now)));
    }

    [Fact]
    public async Task What_was_put_off_for_silence_is_due_when_the_platform_is_back_and_what_has_its_hour_keeps_it()
    {
        var later = Stamp.Of(Store.Time.GetUtcNow().AddMinutes(20));
        await Enqueue(Upload("330102260213000001"));
        var open = (await Take())!;
        await Enqueue(Upload("330102260213000002"));
        var put = (await Take())!;
        await Store.Writer.Write(session => Store.Batches.Settle(session, [new(open.Batch, [Settled(open.Rows[0], UploadState.Unknown) with { DueAt = later }], 1)]));
        await Store.Writer.Write(session => Store.Batches.Settle(session, [new(put.Batch, [Settled(put.Rows[0], UploadState.Waiting) with { DueAt = later }], 1)]));
        await Enqueue(Upload("330102260213000003") with { DueAt = later });
        Assert.Null(await Take());

        await Store.Writer.Write(session => Store.Batches.Hasten(session, Lane("audit-result")));

        Assert.Equal(open.Batch.MessageId, (await Store.Writer.Write(session => Store.Batches.TakeUnknown(session, Lane("audit-result"), later)))!.Batch.MessageId);
        Assert.Equal(["330102260213000002"], (await Take())!.Rows.Select(row => row.AAZ341));
    }

    [Fact]
    public async Task Rows_that_have_waited_since_before_an_instant_are_counted()
    {
        await Enqueue(Upload("330102260213000001"));
        Store.Time.Advance(TimeSpan.FromHours(2));
        await Enqueue(Upload("330102260213000002"));
        var list = Store.Get<UploadList>();
        Assert.Equal(["audit-result"], Store.Database.Read(list.Kinds));
        Assert.Equal(1, Store.Database.Read(session => list.OpenBefore(session, "audit-result", Store.Time.GetUtcNow().AddHours(-1))));
    }

    [Fact]
    public async Task The_pulse_may_beat_as_often_as_it_likes()
    {
        await Store.Writer.Write(Store.Get<Pulse>().Beat);
        await Store.Writer.Write(Store.Get<Pulse>().Beat);
    }

    [Fact]
    public async Task A_row_in_flight_is_neither_replayed_nor_discarded()
    {
        var row = await Enqueue(Upload("330102260213000001"));
        await Take();
        Assert.False(await Store.Writer.Write(session => Store.Outbox.Replay(session, row, "again")));
        Assert.False(await Store.Writer.Write(session => Store.Outbox.Discard(session, row, "stop")));
    }

    [Fact]
    public async Task Serials_are_unique_however_many_ask_at_once()
    {
        var serials = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ =>
            Store.Writer.Write(session => Store.Get<Serials>().Next(session, "330102", new(2026, 2, 13)))));
        Assert.Equal(500, serials.Distinct().Count());
        Assert.All(serials, serial => Assert.StartsWith("330102260213", serial));
    }

    [Fact]
    public async Task Message_numbers_are_never_given_twice()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Store.Writer.Write(Some.Sequence)));
        Assert.Equal(300, numbers.Distinct().Count());
    }

    [Fact]
    public async Task A_job_keeps_its_uploads_in_order_and_knows_how_far_they_are()
    {
        var jobs = Store.Get<Jobs>();
        var second = await Enqueue(Upload("330102260213000002"));
        var first = await Enqueue(Upload("330102260213000001") with { State = UploadState.Failed });
        var job = await Store.Writer.Write(session => jobs.Begin(session, new() { Type = "replay", Reason = "again", Canary = 1 }, [first.Id, second.Id]));
        Assert.Equal([job], Store.Database.Read(jobs.Running));
        Assert.Equal([second.Id], Store.Database.Read(session => jobs.Rows(session, job.Id, 1, 2)).Select(row => row.Id));
        Assert.Equal(new Dictionary<string, long> { ["failed"] = 1, ["waiting"] = 1 }, Store.Database.Read(session => jobs.States(session, job.Id)));
        Assert.Equal((1, first.Id), Store.Database.Read(session => (jobs.Undelivered(session, job), jobs.Broken(session, job)!.Id)));
        await Store.Writer.Write(session => jobs.End(session, job.Id, JobState.Stopped, "refused"));
        Assert.Empty(Store.Database.Read(jobs.Running));
        Assert.Equal("refused", Store.Database.Read(session => jobs.Find(session, job.Id))!.Message);
    }

    [Fact]
    public async Task The_newest_versions_alone_are_found_for_work_on_many()
    {
        var first = await Enqueue(Upload("330102260213000001") with { State = UploadState.Failed });
        var second = await Enqueue(Upload("330102260213000001") with { State = UploadState.Failed });
        var other = await Enqueue(Upload("330102260213000002") with { Person = "p" });
        Assert.Equal([second.Id, other.Id], Newest(new()));
        Assert.Equal([second.Id], Newest(new() { State = UploadState.Failed }));
        Assert.Equal([other.Id], Newest(new() { Person = "p", Region = "330102" }));
        Assert.DoesNotContain(first.Id, Newest(new() { Kind = "audit-result", From = new(2026, 2, 13), To = new(2026, 2, 13) }));
    }

    IEnumerable<long> Newest(UploadFilter filter) => Store.Database.Read(session => Store.Get<UploadList>().Newest(session, filter).Select(mark => mark.Id).ToList());

    internal static UploadRow Upload(string serial) => new()
    {
        Kind = "audit-result",
        AAB301 = "330102",
        AAZ341 = serial,
        Digest = "digest",
        Payload = "{}"u8.ToArray(),
    };

    static UploadRow Deregistration(string serial) => Upload(serial) with { Kind = "deregistration" };

    static Lane Lane(string kind) => new() { Kind = kind, AAB301 = "330102" };

    static Settlement Settled(UploadRow row, string state) => new() { Row = row, State = state, Class = "Ok", Code = "00000000", Message = "" };

    internal Task<UploadRow> Enqueue(UploadRow row) => Store.Writer.Write(session => Store.Outbox.Enqueue(session, row));

    internal async Task<Claim?> Take(string kind = "audit-result", long mostBytes = long.MaxValue) => (await Take(1, 20, kind, mostBytes)).SingleOrDefault();

    Task<IReadOnlyList<Claim>> Take(int messages, int most, string kind = "audit-result", long mostBytes = long.MaxValue) => Store.Writer.Write(session => Store.Batches.Take(
        session, Lane(kind), kind == "deregistration" ? "audit-result" : null, messages, most, Store.Now, (rows, sequence) => new()
        {
            MessageId = $"m{sequence}",
            BatchNo = "1",
            Kind = kind,
            AAB301 = "330102",
            Body = BitConverter.GetBytes(sequence),
            EncType = "NONE",
            SymmetricKey = "",
            IV = "",
        }, mostBytes));

    internal Task Settle(Claim claim, string state) => Store.Writer.Write(session => Store.Batches.Settle(
        session, [new(claim.Batch, [.. claim.Rows.Select(row => Settled(row, state) with { DueAt = Store.Now })], 1)]));
}

public sealed class SqliteStoreTests : StoreTests
{
    internal override StoreUnderTest Create() => new();
}

public sealed class PostgresStoreTests(PostgresServer server) : StoreTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());
}
