using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>What every store promises of the downloads.</summary>
public abstract class DownloadStoreTests : IAsyncLifetime
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
    public async Task A_watermark_never_goes_back()
    {
        var downloads = Store.Get<Downloads>();
        await Store.Writer.Write(session => downloads.Advance(session, "330102", new(2026, 2, 13), Store.Now));
        await Store.Writer.Write(session => downloads.Advance(session, "330102", new(2026, 2, 1), Store.Now));
        Assert.Equal(new DateOnly(2026, 2, 13), Store.Database.Read(session => downloads.Watermark(session, "330102")));
    }

    [Fact]
    public async Task A_watermark_of_a_clock_ahead_of_its_time_is_taken_back()
    {
        var downloads = Store.Get<Downloads>();
        await Store.Writer.Write(session => downloads.Advance(session, "330102", new(2036, 2, 13), Store.Now));
        await Store.Writer.Write(session => downloads.TakeBack(session, "330102", new(2026, 2, 13), Store.Now));
        Assert.Equal(new DateOnly(2026, 2, 13), Store.Database.Read(session => downloads.Watermark(session, "330102")));
        await Store.Writer.Write(session => downloads.TakeBack(session, "330102", null, Store.Now));
        Assert.Null(Store.Database.Read(session => downloads.Watermark(session, "330102")));
    }

    [Fact]
    public async Task Runs_are_found_by_their_hour_their_days_and_their_purpose()
    {
        var (downloads, hours) = (Store.Get<Downloads>(), Store.Get<Hours>());
        var first = await Begin(run => run with { State = "failed" });
        var whole = await Begin(run => run with { StartedAt = "2026-02-13T01:00:00.000Z" });
        var repair = await Begin(run => run with { StartedAt = "2026-02-13T02:00:00.000Z", Purpose = RunPurpose.Repair, Scope = RunScope.Pending, Total = 3, Held = 2, Unlisted = 1, Repaired = 4 });

        Assert.Equal([first, whole], Read(session => hours.Runs(session, "330102", "2026-02-13T00:00:00.000Z", "2026-02-13T02:00:00.000Z")).Select(run => run.Id));
        Assert.Equal(whole, Read(session => hours.Whole(session, "330102", "2026-02-12", "2026-02-13T00:00:00.000Z", Store.Now))!.Id);
        Assert.Null(Read(session => hours.Whole(session, "330102", "2026-02-09", "2026-02-13T00:00:00.000Z", Store.Now)));
        Assert.Equal((first, whole), (Read(session => hours.First(session, "330102"))!.Id, Read(session => hours.WholeBefore(session, "330102", repair))!.Id));
        Assert.Null(Read(session => hours.WholeBefore(session, "330102", whole)));
        Assert.Equal((repair, repair), (Read(session => hours.LastRepair(session, "330102"))!.Id, Read(session => hours.RepairOf(session, "330102", "2026-02-13"))!.Id));
        Assert.Equal((3, 2, 1, 4), Read(session => downloads.Run(session, repair)) is { } held ? (held.Total, held.Held, held.Unlisted, held.Repaired) : default);

        Task<long> Begin(Func<RunRow, RunRow> change) => Store.Writer.Write(session =>
        {
            var run = change(new() { AAB301 = "330102", DayFrom = "2026-02-10", DayTo = "2026-02-13", StartedAt = "2026-02-13T00:00:00.000Z", State = "done" });
            var id = downloads.Begin(session, run);
            downloads.End(session, run with { Id = id });
            return id;
        });

        T Read<T>(Func<Session, T> work) => Store.Database.Read(work);
    }

    [Fact]
    public async Task What_was_found_late_and_what_was_closed_is_kept_once_for_its_hour_and_day()
    {
        var hours = Store.Get<Hours>();
        await Store.Writer.Write(session =>
        {
            var run = Store.Get<Downloads>().Begin(session, new() { AAB301 = "330102", DayFrom = "2026-02-10", DayTo = "2026-02-13", StartedAt = Store.Now });
            for (var twice = 0; twice < 2; twice++)
            {
                hours.Found(session, "330102", "2026-02-12", run);
                hours.NoteClosed(session, "330102", "2026-02-13T00:00:00.000Z");
                Store.Inbox.Seen(session, "SQ1", "digest", run + twice);
            }
            Assert.Equal((run + 1, 0), (Store.Inbox.SeenIn(session, "SQ1", "digest"), Store.Inbox.SeenIn(session, "SQ1", "other")));
        });
        Assert.Equal((2, 0), Store.Database.Read(session => (hours.FoundOf(session, "330102", "2026-02-12"), hours.FoundOf(session, "330102", "2026-02-11"))));
        Assert.Single(Store.Database.Read(session => hours.Closed(session, "330102", "2026-02-12T16:00:00.000Z", "2026-02-13T16:00:00.000Z")));
    }
}

public sealed class SqliteDownloadStoreTests : DownloadStoreTests
{
    internal override StoreUnderTest Create() => new();
}

public sealed class PostgresDownloadStoreTests(PostgresServer server) : DownloadStoreTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());
}
