using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Store;

/// <summary>What the desk asks of a store, and how a job is held and let go, on SQLite and on PostgreSQL.</summary>
public abstract class ScopeStoreTests : IAsyncLifetime
{
    internal abstract StoreUnderTest Create();
    internal StoreUnderTest Store { get; private set; } = null!;

    Jobs Jobs => Store.Get<Jobs>();
    UploadList List => Store.Get<UploadList>();

    public Task InitializeAsync()
    {
        Store = Create();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    Task<UploadRow> Enqueue(string region, int serial, string state = UploadState.Failed, string? code = null) => Store.Writer.Write(session => Store.Outbox.Enqueue(session,
        StoreTests.Upload($"{region}260213{serial:000000}") with { AAB301 = region, State = state, Code = code, Class = code is null ? null : "DataError" }));

    T Read<T>(Func<Session, T> read) => Store.Database.Read(read);

    [Fact]
    public async Task Uploads_are_found_grouped_and_counted_within_regions()
    {
        await Enqueue("330102", 1, code: "30000001");
        await Enqueue("330102", 2);
        await Enqueue("330103", 3, code: "30000001");
        await Enqueue("330104", 4, UploadState.Discarded);
        var here = new UploadFilter { Regions = ["330102", "330104"], IsNewestOnly = true };

        Assert.Equal(["330102", "330102", "330104"], Read(session => List.List(session, here)).Select(row => row.AAB301));
        Assert.Equal([("", 1L), ("30000001", 1L)], Read(session => List.Groups(session, here)).Select(group => (group.Code ?? "", group.Number)).Order());
        Assert.Equal((2, 1), Read(session => List.Counts(session, here.Regions)) is var counts ? (counts[UploadState.Failed], counts[UploadState.Discarded]) : default);
        Assert.Equal(3, Read(session => List.Counts(session, null))[UploadState.Failed]);
        Assert.Single(Read(session => List.List(session, here with { State = UploadState.Failed, Class = "", Code = "", Field = "" })));
        Assert.Empty(Read(session => List.OfSerial(session, "330103260213000003", here.Regions)));
        Assert.Single(Read(session => List.OfSerial(session, "330103260213000003", null)));
    }

    [Fact]
    public async Task A_job_tells_what_became_of_its_rows_and_is_held_let_go_and_approved_once()
    {
        var rows = new[] { await Enqueue("330102", 1), await Enqueue("330102", 2, UploadState.Delivered), await Enqueue("330103", 3, UploadState.Waiting) };
        var job = await Store.Writer.Write(session => Jobs.Begin(session,
            new() { Type = "replay", Reason = "again", BegunBy = "zhang", NeedsSecond = 1, LimitPercent = 20 }, [.. rows.Select(row => row.Id)]));
        await Store.Writer.Write(session => Jobs.Release(session, job.Id, 3));
        job = Read(session => Jobs.Find(session, job.Id))!;

        Assert.Equal((true, "zhang", 20L), (job.IsAwaiting, job.BegunBy, job.LimitPercent));
        Assert.Equal(new JobOutcomes { Delivered = 1, Failed = 1, Open = 1 }, Read(session => Jobs.Outcomes(session, job)));
        Assert.Equal((true, false), (await Pause(job, true), await Pause(job, true)));
        Assert.Equal((true, false), (await Approve(job, "li"), await Approve(job, "wang")));
        Assert.Equal((1L, "li"), Read(session => Jobs.Running(session)).Single() is var running ? (running.Paused, running.ApprovedBy) : default);
        Assert.Equal([job.Id], Read(session => Jobs.OfUpload(session, rows[0].Id)).Select(one => one.Id));
        Assert.Empty(Read(session => Jobs.List(session, ["330102"], long.MaxValue, 10)));
        Assert.Single(Read(session => Jobs.List(session, ["330102", "330103"], long.MaxValue, 10)));
        Assert.Single(Read(session => Jobs.List(session, null, long.MaxValue, 10)));

        await Store.Writer.Write(session => Jobs.End(session, job.Id, JobState.Stopped, "x"));
        Assert.False(await Pause(job, false));
    }

    Task<bool> Pause(JobRow job, bool paused) => Store.Writer.Write(session => Jobs.Pause(session, job.Id, paused));

    Task<bool> Approve(JobRow job, string by) => Store.Writer.Write(session => Jobs.Approve(session, job.Id, by));
}

public sealed class SqliteScopeStoreTests : ScopeStoreTests
{
    internal override StoreUnderTest Create() => new();
}

public sealed class PostgresScopeStoreTests(PostgresServer server) : ScopeStoreTests, IClassFixture<PostgresServer>
{
    internal override StoreUnderTest Create() => new(server.NewDatabase());
}
