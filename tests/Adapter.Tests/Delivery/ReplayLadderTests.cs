using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>A replay climbs 1, 10, 100 and then goes on to all; people hold it, end it, and approve it.</summary>
public sealed class ReplayLadderTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    static readonly Actor zhang = new("zhang", Actor.Desk);
    static readonly Actor li = new("li", Actor.Desk);
    static readonly ReplayPace careful = new(Canary: 1, LimitPercent: 20);

    readonly Sending sending = new(fixture);

    JobControl Control => fixture.Get<JobControl>();

    JobRow Job(JobRow job) => fixture.Database.Read(session => fixture.Get<Jobs>().Find(session, job.Id))!;

    Task Releases(JobRow job, long count) => Eventually.Holds(() => Job(job).Released == count, () => $"{Job(job)}");

    Task Ends(JobRow job, string state) => Eventually.Holds(() => Job(job).State == state, () => $"{Job(job)}");

    async Task<List<UploadRow>> Held(string region, int count)
    {
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= count; seed++) rows.Add(await sending.Held(region, seed));
        return rows;
    }

    Task<JobRow> Begin(string region, ReplayPace pace, Actor? by = null) =>
        fixture.Get<Replays>().Begin(by ?? zhang, fixture.Get<Replays>().Choose(new UploadFilter { Region = region }), pace, "平台已恢复");

    IReadOnlyList<AuditRow> Log(JobRow job) => fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Object = $"job/{job.Id}" }));

    [Fact]
    public async Task It_climbs_one_ten_and_a_hundred_before_the_rest()
    {
        await Held("373001", 130);
        var job = await Begin("373001", careful);

        foreach (var step in new[] { 1, 10, 100 })
        {
            await Releases(job, step);
            Assert.False((await fixture.Get<JobRuns>().Step(job.Id)).Moved);
            Assert.Equal((step, JobState.Running), (Job(job).Released, Job(job).State));
            await sending.Send("373001", UploadState.Delivered);
        }
        await Ends(job, JobState.Done);

        Assert.Equal(130, Job(job).Released);
    }

    [Fact]
    public async Task A_few_failures_below_the_limit_do_not_stop_it()
    {
        await Held("373002", 12);
        var job = await Begin("373002", careful with { LimitPercent = 50 });
        await Releases(job, 1);
        await sending.Send("373002", UploadState.Delivered);
        await Releases(job, 10);
        await fixture.Get<Writer>().Write(session => fixture.Get<Outbox>().Discard(session, fixture.Get<Jobs>().Rows(session, job.Id, 1, 2).Single(), "重复报送"));
        await sending.Send("373002", UploadState.Delivered);

        await Ends(job, JobState.Done);
    }

    [Fact]
    public async Task It_stops_by_itself_when_too_many_fail_and_says_how_many()
    {
        var rows = await Held("373003", 30);
        var job = await Begin("373003", careful);
        await Releases(job, 1);
        await sending.Send("373003", UploadState.Delivered);
        await Releases(job, 10);
        await sending.Send("373003", UploadState.Failed);
        await Ends(job, JobState.Stopped);

        Assert.Contains("失败占比超过 20%：有结果的 10 条中 9 条", Job(job).Message);
        Assert.Contains("其余 20 条", Job(job).Message);
        Assert.All(rows.Skip(10), row => Assert.Equal(UploadState.Failed, sending.State(row)));
    }

    [Fact]
    public async Task A_paused_replay_releases_nothing_until_it_is_resumed()
    {
        await Held("373004", 5);
        var job = await Begin("373004", careful);
        await Releases(job, 1);
        var paused = await Control.Pause(zhang, job.Id, "等部平台通知");
        var again = await Control.Pause(zhang, job.Id, "等部平台通知");
        await sending.Send("373004", UploadState.Delivered);
        // Two rounds of the loop.
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        var during = Job(job);
        var resumed = await Control.Resume(zhang, job.Id, "已通知");
        await Ends(job, JobState.Done);

        Assert.Equal(("", "job.paused", ""), (paused.Code, again.Code, resumed.Code));
        Assert.Equal((1, 1, JobState.Running), (during.Paused, during.Released, during.State));
        Assert.Equal(["replay.resume done", "replay.pause job.paused", "replay.pause done", "replay done"], Log(job).Select(row => $"{row.Action} {row.Result}"));
    }

    [Fact]
    public async Task A_stopped_replay_leaves_the_rest_as_it_is()
    {
        var rows = await Held("373005", 3);
        var job = await Begin("373005", careful);
        await Releases(job, 1);

        var stopped = await Control.Stop(li, job.Id, "内容有误");
        var late = await Control.Resume(li, job.Id, "x");
        await sending.Send("373005", UploadState.Delivered);

        Assert.Equal((JobState.Stopped, "job.ended"), (stopped.Job!.State, late.Code));
        Assert.Contains("内容有误；其余 2 条", stopped.Job.Message);
        Assert.Equal(["delivered", "failed", "failed"], sending.States(rows));
    }

    [Fact]
    public async Task A_pause_outlasts_a_restart()
    {
        await Held("373006", 2);
        var job = await Begin("373006", careful);
        await Releases(job, 1);
        await Control.Pause(zhang, job.Id, "等部平台通知");

        await fixture.Stop();
        await fixture.Start();
        await new Sending(fixture).Send("373006", UploadState.Delivered);
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        var afterwards = Job(job);
        await Control.Resume(zhang, job.Id, "已通知");
        await Ends(job, JobState.Done);

        Assert.Equal((1, 1), (afterwards.Released, afterwards.Paused));
    }
}
