using System.Net;
using Adapter.Delivery;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

/// <summary>A store that cannot be written, as a local system, a monitor and the ministry see it.</summary>
public sealed class DegradedTests : IClassFixture<DeliveryFixture>, IAsyncLifetime
{
    static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    readonly DeliveryFixture fixture;

    public DegradedTests(DeliveryFixture fixture) => this.fixture = fixture;

    StoreState State => fixture.Get<StoreState>();
    Writer Writer => fixture.Get<Writer>();

    public Task InitializeAsync() => fixture.Platform.Faults();

    public async Task DisposeAsync()
    {
        if (State.IsWritable) return;
        Writer.Order("pragma query_only = off; pragma max_page_count = 1000000");
        await fixture.Time.Until(() => State.IsWritable, Promised);
    }

    [Fact]
    public async Task On_a_full_disk_what_was_acknowledged_is_there_what_was_refused_is_not_and_all_goes_on_with_space()
    {
        using var reader = await fixture.ClientWith("read");
        await fixture.Receive(Enumerable.Range(5001, 60).Select(Some.Application));
        var ballast = fixture.Get<Ballast>().File;
        Assert.True(File.Exists(ballast));
        await LeavePages(12);

        var answers = new Dictionary<int, Answer>();
        for (var seed = 5001; seed <= 5060; seed++) answers[seed] = await fixture.Client.Decide(Some.Application(seed)["ADC201"]!);
        using var door = fixture.Anonymous();
        var ready = await door.Look("/health/ready");
        var submitted = await Submit(5101);
        var queue = await reader.Look("/api/applications?state=pending");

        var taken = answers.Where(answer => answer.Value.Status == HttpStatusCode.Accepted).Select(answer => answer.Key).ToList();
        var refused = answers.Keys.Except(taken).ToList();
        Assert.NotEmpty(taken);
        Assert.NotEmpty(refused);
        Assert.All(refused, seed => Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.full"), (answers[seed].Status, answers[seed].Code)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store.full"), (submitted.Status, submitted.Code));
        Assert.Contains("腾出空间", (string)submitted["detail"]!);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "degraded", "full"), (ready.Status, (string)ready["status"]!, (string)ready["store"]!));
        Assert.Equal(Stamp.Of(fixture.Time.GetUtcNow()), (string)ready["since"]!);
        Assert.Equal(HttpStatusCode.OK, queue.Status);
        Assert.False(File.Exists(ballast));

        Writer.Order("pragma max_page_count = 1000000");
        await fixture.Time.Until(() => State.IsWritable, Promised);

        Assert.Equal("ready", (string)(await door.Look("/health/ready"))["status"]!);
        Assert.True(File.Exists(ballast));
        Assert.Equal("ok", fixture.Database.Read(session => session.One<string>("pragma integrity_check")));
        Assert.Equal(taken, answers.Keys.Where(seed => Held(seed).State == ApplicationState.Decided));
        foreach (var seed in refused) Assert.Equal(HttpStatusCode.Accepted, (await fixture.Client.Decide(Some.Application(seed)["ADC201"]!)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Submit(5101)).Status);
    }

    [Fact]
    public async Task An_answer_that_comes_while_nothing_can_be_written_is_written_afterwards_and_nothing_is_sent_again()
    {
        await fixture.Platform.Faults(new { name = "slow", ms = 20_000, rate = 1.0 });
        var serial = await fixture.Submit(5201);
        await fixture.Becomes(serial, UploadState.Sending);
        await ReadOnly();

        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        await Eventually.Holds(() => fixture.Platform.Uploads().Result.Any(upload => upload.Serials.Contains(serial)));
        for (var second = 0; second < 10; second++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }
        Assert.Equal(UploadState.Sending, fixture.Row(serial).State);
        Writer.Order("pragma query_only = off");
        await fixture.Time.Until(() => fixture.Row(serial).State == UploadState.Delivered, Promised);

        Assert.Single(await fixture.Platform.Uploads(), upload => upload.Serials.Contains(serial));
        Assert.Equal(1, fixture.Row(serial).Attempts);
    }

    [Fact]
    public async Task While_nothing_can_be_written_nothing_is_downloaded_and_nothing_is_sent()
    {
        await fixture.Platform.Away(true);
        var serial = await fixture.Submit(5301);
        await fixture.Becomes(serial, UploadState.Unknown);
        await ReadOnly();
        await fixture.Platform.Away(false);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        var asked = (await fixture.Platform.Calls("SYDJ1001"), await fixture.Platform.Calls("SYDJ1002"));

        await Assert.ThrowsAsync<StoreTrouble>(() => fixture.Get<Downloader>().Run(Some.Region));
        Assert.NotEmpty(fixture.Database.Read(fixture.Get<Claims>().DueLanes));
        Assert.Empty(fixture.Get<Dispatch>().DueLanes());

        Assert.Equal(asked, (await fixture.Platform.Calls("SYDJ1001"), await fixture.Platform.Calls("SYDJ1002")));
        Writer.Order("pragma query_only = off");
        await fixture.Time.Until(() => State.IsWritable, Promised);
        await fixture.Delivered(serial, DeliveryFixture.LongestStep);
        await fixture.Get<Downloader>().Run(Some.Region);
        Assert.True(await fixture.Platform.Calls("SYDJ1001") > asked.Item1);
    }

    /// <summary>The database may grow by so many pages and no more.</summary>
    Task LeavePages(long pages) => Writer.Write(session =>
    {
        session.Execute($"pragma max_page_count = {session.One<long>("pragma page_count") + pages - session.One<long>("pragma freelist_count")}");
    });

    async Task ReadOnly()
    {
        await Writer.Write(session => { session.Execute("pragma query_only = on"); });
        Assert.Equal("store.read-only", (await Submit(5999)).Code);
        Assert.False(State.IsWritable);
    }

    Task<Answer> Submit(int seed) => fixture.Client.Hand("/api/audit-results",
        Some.AuditResult(seed).With("ADC201", "").With("AAZ341", $"{Some.Region}260213{seed:000000}").ToJson());

    ApplicationRow Held(int seed) => fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, Some.Application(seed)["ADC201"]!))!;
}
