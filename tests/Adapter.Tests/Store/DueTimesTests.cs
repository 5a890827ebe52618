using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>Waits that a wrong clock made too long, on both stores.</summary>
public abstract class DueTimesTests : IAsyncLifetime
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    internal abstract StoreUnderTest Create();
    StoreUnderTest store = null!;

    public Task InitializeAsync()
    {
        store = Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [InlineData(-30)]
    [InlineData(3652)]
    public async Task What_lies_too_far_ahead_is_due_and_what_does_not_stays(int days)
    {
        // Written while the clock was this wrong, and set right afterwards; or right, and set wrong.
        var (wrong, right) = (store.Time.GetUtcNow().AddDays(Math.Max(days, 0)), store.Time.GetUtcNow().AddDays(Math.Min(days, 0)));
        store.Time.AdjustTime(wrong);
        var tried = await Put("330102260213000001", wrong.AddMinutes(20), "RetrySame");
        var held = await Put("330102260213000002", wrong.AddHours(7), null, why: "等待设定的每日上传时间");
        var atOnce = await Put("330102260213000005", wrong, null);
        var never = await Put("330102260213000003", DateTimeOffset.MaxValue, null, Stamp.Never);
        store.Time.AdjustTime(right);
        var soon = await Put("330102260213000004", right.AddMinutes(20), "RetrySame");

        var any = store.Database.Read(session => Times.AnyAhead(session, Longest));
        var count = await store.Writer.Write(session => Times.Clamp(session, Longest));

        Assert.Equal((true, 3), (any, count));
        Assert.Equal((store.Now, store.Now), (DueAt(tried), DueAt(atOnce)));
        Assert.Equal(Stamp.Of(right.AddHours(7)), DueAt(held));
        Assert.Equal((Stamp.Never, Stamp.Of(right.AddMinutes(20))), (DueAt(never), DueAt(soon)));
        Assert.False(store.Database.Read(session => Times.AnyAhead(session, Longest)));
    }

    [Fact]
    public async Task A_lease_from_a_clock_that_was_ahead_is_nobodys()
    {
        await Put("330102260213000001", store.Time.GetUtcNow(), null);
        var claims = await store.Writer.Write(session => store.Batches.Take(session, new() { Kind = "audit-result", AAB301 = "330102" }, null, 1, 20,
            Stamp.Of(store.Time.GetUtcNow().AddYears(10)), (_, sequence) => new()
            {
                MessageId = $"m{sequence}",
                BatchNo = "1",
                Kind = "audit-result",
                AAB301 = "330102",
                Body = [],
                EncType = "NONE",
                SymmetricKey = "",
                IV = "",
            }));

        var latest = Stamp.Of(store.Time.GetUtcNow().AddMinutes(1));

        Assert.Equal(0, await store.Writer.Write(session => store.Batches.Recover(session, store.Now)));
        Assert.Equal(0, await store.Writer.Write(session => store.Batches.Recover(session, store.Now, [claims[0].Batch.MessageId], leasesAfter: latest)));
        Assert.Equal(1, await store.Writer.Write(session => store.Batches.Recover(session, store.Now, leasesAfter: latest)));
    }

    [Fact]
    public async Task A_wish_to_resume_is_counted()
    {
        var resumption = store.Get<Resumption>();
        foreach (var code in new[] { "SYDJ1002", null, "SYDJ1002" }) await store.Writer.Write(session => resumption.Ask(session, new("test", Actor.Shell), code));

        Assert.Equal(new Dictionary<string, long> { [""] = 1, ["SYDJ1002"] = 2 }, store.Database.Read(resumption.Asked));
    }

    [Fact]
    public async Task Lanes_come_by_their_nearest_deadline()
    {
        foreach (var (region, deadline) in new[] { ("330103", "2026-02-25"), ("330102", "2026-02-26"), ("330104", "2026-02-24") })
            await store.Writer.Write(session => store.Outbox.Enqueue(session, StoreTests.Upload("330102260213000001") with { AAB301 = region, Deadline = deadline }));

        Assert.Equal(["330104", "330103", "330102"], store.Database.Read(session => store.Batches.DueLanes(session, store.Now)).Select(lane => lane.AAB301));
    }

    DueTimes Times => store.Get<DueTimes>();

    string DueAt(UploadRow row) => store.Database.Read(session => store.Outbox.Find(session, row.Id))!.DueAt;

    Task<UploadRow> Put(string serial, DateTimeOffset dueAt, string? answered, string? stamp = null, string why = "") => store.Writer.Write(session =>
        store.Outbox.Enqueue(session, StoreTests.Upload(serial) with { DueAt = stamp ?? Stamp.Of(dueAt), Class = answered, Why = why }));
}

public sealed class SqliteDueTimesTests : DueTimesTests
{
    internal override StoreUnderTest Create() => new();
}

public sealed class PostgresDueTimesTests(PostgresServer server) : DueTimesTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());
}
