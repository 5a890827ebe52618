using System.Text;
using Adapter.Contracts;
using Adapter.Desk;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>Files that reviewers hand in at the desk: checked first, taken when they say so.</summary>
public sealed class ImportDeskTests(ImportDeskTests.Fixture fixture) : IClassFixture<ImportDeskTests.Fixture>
{
    public sealed class Fixture : DeskFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with { Desk = new() { BulkLimit = 5 } };
    }

    static int number;

    static readonly Kind Result = Agreement.Embedded.Kind("audit-result");

    async Task<Clerk> Reviewer(string region = "") =>
        fixture.Get<Clerks>().Find(await fixture.Person($"hand{Interlocked.Increment(ref number)}", $"reviewer {region}".Trim()))!;

    async Task<long> Order(Clerk clerk, params IEnumerable<Message> records)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record.ToJson() + "\n"))));
        return await fixture.Get<ImportDesk>().Order(clerk, Result, "a.ndjson", file, "", CancellationToken.None);
    }

    static Message Record(int seed, string region = Some.Region) => Some.AuditResult(seed).With("ADC201", null).With("AAB301", region);

    (JobRow Job, ImportRow Import) Job(long id) => fixture.Database.Read(session => (fixture.Get<Jobs>().Find(session, id)!, fixture.Get<ImportBook>().Find(session, id)!));

    Task Reaches(long id, Func<(JobRow Job, ImportRow Import), bool> holds) => Eventually.Holds(() => holds(Job(id)));

    bool IsHeld(Message record) => fixture.Database.Read(session => fixture.Get<Outbox>().Latest(session, "audit-result", record["AAB301"]!, record["AAZ341"]!)) is not null;

    [Fact]
    public async Task Nothing_is_taken_before_the_check_was_looked_at()
    {
        var clerk = await Reviewer();
        var id = await Order(clerk, Record(101), Record(102).With("AAC067", "1"));
        await Reaches(id, found => found.Import.Stage == ImportStage.Ready);

        var before = (Job(id).Import.Taken, Job(id).Import.Faulty, IsHeld(Record(101)));
        var started = await fixture.Get<ImportDesk>().Start(clerk, id);
        await Reaches(id, found => found.Job.State == JobState.Done);
        var again = await fixture.Get<ImportDesk>().Start(clerk, id);

        Assert.Equal((1, 1, false), before);
        Assert.Equal(("", "job.ended", true), (started.Code, again.Code, IsHeld(Record(101))));
        Assert.Equal((1, 1), (Job(id).Import.Taken, Job(id).Import.Faulty));
    }

    [Fact]
    public async Task An_import_that_cannot_go_on_holds_up_no_other()
    {
        var clerk = await Reviewer();
        var first = await Order(clerk, Record(151).With("AAC067", "1"));
        await Reaches(first, found => found.Import.Stage == ImportStage.Ready);
        var report = fixture.Get<ImportFiles>().Report(Job(first).Import.Place);
        File.Delete(report);
        Directory.CreateDirectory(report);

        await fixture.Get<ImportDesk>().Start(clerk, first);
        var second = await Order(clerk, Record(152));
        await Reaches(second, found => found.Import.Stage == ImportStage.Ready);
        await fixture.Get<JobControl>().Stop(clerk.Actor, first, "磁盘有误");

        Assert.Equal(JobState.Stopped, Job(first).Job.State);
    }

    [Fact]
    public async Task Above_the_limit_another_reviewer_must_agree()
    {
        var (clerk, other) = (await Reviewer(), await Reviewer());
        var id = await Order(clerk, Enumerable.Range(201, 6).Select(seed => Record(seed)));
        await Reaches(id, found => found.Import.Stage == ImportStage.Ready);

        await fixture.Get<ImportDesk>().Start(clerk, id);
        var own = await fixture.Get<JobControl>().Approve(clerk.Actor, id);
        var isAwaiting = Job(id).Job.IsAwaiting && !IsHeld(Record(201));
        await fixture.Get<JobControl>().Approve(other.Actor, id);
        await Reaches(id, found => found.Job.State == JobState.Done);

        Assert.Equal(("job.own", true, 6), (own.Code, isAwaiting, (int)Job(id).Import.Taken));
    }

    [Fact]
    public async Task Rows_of_regions_where_who_hands_them_in_may_not_review_are_refused()
    {
        var clerk = await Reviewer(Some.Region);
        var id = await Order(clerk, Record(301), Record(302, "370103"));
        await Reaches(id, found => found.Import.Stage == ImportStage.Ready);
        await fixture.Get<ImportDesk>().Start(clerk, id);
        await Reaches(id, found => found.Job.State == JobState.Done);

        Assert.Equal((true, false), (IsHeld(Record(301)), IsHeld(Record(302, "370103"))));
        Assert.Contains("没有该地区的审核权限", File.ReadAllText(fixture.Get<ImportFiles>().Report(Job(id).Import.Place)));
    }

    [Fact]
    public async Task An_import_is_listed_for_those_of_its_regions_and_for_those_who_see_all()
    {
        var id = await Order(await Reviewer(Some.Region), Record(401));
        bool IsListed(params string[]? regions) => fixture.Database.Read(session => fixture.Get<Jobs>().List(session, regions, long.MaxValue, 100)).Any(job => job.Id == id);

        Assert.Equal((true, false, true), (IsListed(Some.Region), IsListed("370103"), IsListed(null)));
        Assert.False(ImportDesk.May(await Reviewer("370103"), Right.See, Job(id).Import));
        Assert.True(ImportDesk.May(await Reviewer("3701"), Right.See, Job(id).Import));
    }

    [Fact]
    public async Task What_was_handed_in_is_for_us_alone_and_goes_when_the_job_ends()
    {
        var clerk = await Reviewer();
        var id = await Order(clerk, Record(501));
        await Reaches(id, found => found.Import.Stage == ImportStage.Ready);
        var source = fixture.Get<ImportFiles>().Source(Job(id).Import.Place, ".ndjson");
        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(source);

        await fixture.Get<JobControl>().Stop(clerk.Actor, id, "不导入了");

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        Assert.False(File.Exists(source));
        Assert.False(IsHeld(Record(501)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_and_leaves_nothing()
    {
        var clerk = await Reviewer();
        using var file = new MemoryStream("x,y\n1,2\n"u8.ToArray());

        await Assert.ThrowsAsync<FileFault>(() => fixture.Get<ImportDesk>().Order(clerk, Result, "a.csv", file, "", CancellationToken.None));

        Assert.DoesNotContain(fixture.Get<ImportFiles>().Places(), place => File.Exists(fixture.Get<ImportFiles>().Source(place, ".csv")));
    }

    [Fact]
    public async Task After_a_restart_a_check_goes_on_and_what_lost_its_file_ends()
    {
        var clerk = await Reviewer();
        var kept = await Order(clerk, Record(601));
        var lost = await Order(clerk, Record(602));
        await Reaches(kept, found => found.Import.Stage == ImportStage.Ready);
        await Reaches(lost, found => found.Import.Stage == ImportStage.Ready);
        File.Delete(fixture.Get<ImportFiles>().Source(Job(lost).Import.Place, ".ndjson"));

        await fixture.Stop();
        await fixture.Start();
        await Reaches(lost, found => found.Job.State == JobState.Stopped);
        await fixture.Get<ImportDesk>().Start(fixture.Get<Clerks>().Find(clerk.Account)!, kept);
        await Reaches(kept, found => found.Job.State == JobState.Done);

        Assert.Equal((true, false), (IsHeld(Record(601)), IsHeld(Record(602))));
    }
}
