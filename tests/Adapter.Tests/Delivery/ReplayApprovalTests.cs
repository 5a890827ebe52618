using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>Many uploads at once, begun at the desk, go only when another person has approved.</summary>
public sealed class ReplayApprovalTests(ReplayApprovalTests.Fixture fixture) : IClassFixture<ReplayApprovalTests.Fixture>
{
    public sealed class Fixture : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => settings with
        {
            Ministry = settings.Ministry with { Closed = [new() { From = "2026-02-01", Until = "2026-03-01" }] },
            Desk = new() { BulkLimit = 2 },
        };
    }

    readonly Sending sending = new(fixture);

    JobControl Control => fixture.Get<JobControl>();

    JobRow Job(JobRow job) => fixture.Database.Read(session => fixture.Get<Jobs>().Find(session, job.Id))!;

    async Task<JobRow> Begin(string region, int count, string door)
    {
        for (var seed = 1; seed <= count; seed++) await sending.Held(region, seed);
        var replays = fixture.Get<Replays>();
        return await replays.Begin(new("zhang", door), replays.Choose(new UploadFilter { Region = region }), new ReplayPace(), "平台已恢复");
    }

    [Fact]
    public async Task It_waits_for_a_second_person_who_is_not_the_one_who_began_it()
    {
        var job = await Begin("374001", 3, Actor.Desk);
        // The loop has gone by it when one that came later and needs nobody is done.
        var later = await Begin("374009", 1, Actor.Api);
        await Eventually.Holds(() => Job(later).State == JobState.Done);
        var before = Job(job);

        var own = await Control.Approve(new("zhang", Actor.Desk), job.Id);
        var other = await Control.Approve(new("li", Actor.Desk), job.Id);
        var again = await Control.Approve(new("wang", Actor.Desk), job.Id);
        await Eventually.Holds(() => Job(job).State == JobState.Done);

        Assert.Equal((true, 0), (before.IsAwaiting, before.Released));
        Assert.Equal(("job.own", "", "li"), (own.Code, other.Code, Job(job).ApprovedBy));
        Assert.NotEqual("", again.Code);
        Assert.Contains(fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Object = $"job/{job.Id}" })),
            row => (row.Action, row.Actor, row.Result) == ("replay.approve", "li", AuditRow.Done));
    }

    [Theory]
    [InlineData(2, Actor.Desk)]
    [InlineData(3, Actor.Api)]
    [InlineData(3, Actor.Shell)]
    public async Task A_few_and_what_a_program_or_the_shell_began_go_at_once(int count, string door)
    {
        var job = await Begin($"37410{count + door.Length}", count, door);

        await Eventually.Holds(() => Job(job).State == JobState.Done);
    }

    [Fact]
    public async Task What_nobody_approves_can_be_stopped()
    {
        var job = await Begin("374003", 3, Actor.Desk);

        await Control.Stop(new("zhang", Actor.Desk), job.Id, "不需要了");
        var late = await Control.Approve(new("li", Actor.Desk), job.Id);

        Assert.Equal(("job.ended", JobState.Stopped, 0), (late.Code, Job(job).State, Job(job).Released));
    }
}
