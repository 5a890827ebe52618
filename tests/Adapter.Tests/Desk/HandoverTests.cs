using Adapter.Desk;
using Adapter.Ministry;
using Adapter.People;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What one shift hands over to the next: notes, and notices that were laid aside.</summary>
public sealed class HandoverTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    const string Other = "370103";

    static int number;

    ShiftDesk Desk => fixture.Get<ShiftDesk>();

    ShiftFacts Report(params string[] regions) => fixture.Get<ShiftReport>().Of(regions.Length == 0 ? null : regions);

    IReadOnlyList<AuditRow> Log(string action) => fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Action = action }));

    Task<Clerk> Operator(string region = "") => Sitting.Down(fixture, region, "operator");

    /// <summary>An upload that the platform has refused.</summary>
    Task<UploadRow> Refused(string region, string why) => fixture.Get<Writer>().Write(session => fixture.Get<Outbox>().Enqueue(session, new()
    {
        Kind = "audit-result",
        AAB301 = region,
        AAZ341 = $"{region}260213{Interlocked.Increment(ref number):000000}",
        State = UploadState.Failed,
        Class = why,
        Digest = "digest",
        Payload = "{}"u8.ToArray(),
    }));

    NoticeGroup Failed(string why, params string[] regions) => Report(regions).Notices.First(one => one.Subject == Notice.Failed && one.Cause == why);

    [Fact]
    public async Task A_note_is_written_and_seen_to_by_operators_of_its_region_and_never_removed()
    {
        var (first, next, stranger, viewer) = (await Operator(Some.Region), await Operator(Some.Region), await Operator(Other), await Sitting.Down(fixture, role: "viewer"));

        Assert.Equal("right.missing", await Desk.Write(viewer, Some.Region, null, "请回电话"));
        Assert.Equal("right.missing", await Desk.Write(stranger, Some.Region, null, "请回电话"));
        Assert.Equal("", await Desk.Write(first, Some.Region, null, " 请回电话 "));
        var note = Report(Some.Region).Notes.Single(note => note.WrittenBy == first.Account);
        Assert.Equal("right.missing", await Desk.Done(stranger, note));
        Assert.Equal("", await Desk.Done(next, note));
        Assert.Equal("note.done", await Desk.Done(first, note));

        Assert.DoesNotContain(Report(Some.Region).Notes, open => open.Id == note.Id);
        Assert.Equal(("请回电话", next.Account), Report(Some.Region).Ended.Where(ended => ended.Id == note.Id).Select(ended => (ended.Text, ended.DoneBy)).Single());
        Assert.DoesNotContain(Report(Other).Ended, ended => ended.Id == note.Id);
        Assert.Equal([(first.Account, "note.done"), (next.Account, "done")], Log("note.done").Where(row => row.Object == $"note/{note.Id}").Select(row => (row.Actor, row.Result)));
        Assert.DoesNotContain(Log("note.add"), row => row.Detail.Contains("请回电话", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_note_of_all_regions_is_seen_in_each_and_written_by_who_works_in_all()
    {
        var (all, one) = (await Operator(), await Operator(Some.Region));

        Assert.Equal("right.missing", await Desk.Write(one, "", null, "平台今晚升级"));
        Assert.Equal("", await Desk.Write(all, "", null, "平台今晚升级"));
        var note = Report(Other).Notes.Single(note => note.Text == "平台今晚升级");

        Assert.Contains(Report(Some.Region).Notes, seen => seen.Id == note.Id);
        Assert.Equal("right.missing", await Desk.Done(one, note));
    }

    [Fact]
    public async Task A_note_has_something_to_say_and_its_upload_exists_in_its_region()
    {
        var clerk = await Operator();
        var upload = UploadKey.Of(await Refused(Some.Region, "DataError"));

        Assert.Equal("note.text", await Desk.Write(clerk, "", null, "  "));
        Assert.Equal("note.text", await Desk.Write(clerk, "", null, new('长', 501)));
        Assert.Equal("upload.not-found", await Desk.Write(clerk, Some.Region, upload with { AAZ341 = "0" }, "见此条"));
        Assert.Equal("upload.not-found", await Desk.Write(clerk, Other, upload, "见此条"));
        Assert.Equal("", await Desk.Write(clerk, Some.Region, upload, "见此条"));
        Assert.Equal(upload.ToString(), Report().Notes.Single(note => note.Text == "见此条").Upload);
    }

    [Fact]
    public async Task A_notice_that_was_laid_aside_says_who_and_why_and_comes_back_by_itself()
    {
        await Refused(Some.Region, "DataError");
        var clerk = await Operator(Some.Region);
        var health = await fixture.Client.GetStringAsync("/health/ready");

        Assert.Equal("", await Desk.Silence(clerk, Failed("DataError", Some.Region), "已通知县区更正", TimeSpan.FromHours(4)));

        var silence = Assert.Single(Failed("DataError", Some.Region).Silenced);
        Assert.Equal((clerk.Account, "已通知县区更正"), (silence.SilencedBy, silence.Reason));
        Assert.Equal(health, await fixture.Client.GetStringAsync("/health/ready"));
        Assert.Equal((clerk.Account, $"notice/failed/{Some.Region}"), Log("silence").Select(row => (row.Actor, row.Object)).First());
        fixture.Time.Advance(TimeSpan.FromHours(4));
        Assert.False(Failed("DataError", Some.Region).IsSilenced);
    }

    [Fact]
    public async Task Another_kind_of_trouble_and_another_region_are_shown_all_the_same()
    {
        await Refused(Some.Region, "Conflict");
        await Refused(Other, "Conflict");
        var clerk = await Operator(Some.Region);
        // It is one line for whoever sees both regions, and laid aside where this person may.
        Assert.Equal("", await Desk.Silence(clerk, Failed("Conflict"), "核实中", TimeSpan.FromDays(7)));
        await Refused(Some.Region, "AuthError");

        Assert.True(Failed("Conflict", Some.Region).IsSilenced);
        Assert.False(Failed("Conflict", Other).IsSilenced);
        Assert.False(Failed("AuthError", Some.Region).IsSilenced);
        Assert.Equal(2, Report().Notices.Count(one => one.Subject == Notice.Failed && one.Cause == "Conflict"));
        Assert.Equal("right.missing", await Desk.Show(await Operator(Other), Failed("Conflict", Some.Region)));
        Assert.Equal("", await Desk.Show(clerk, Failed("Conflict", Some.Region)));
        Assert.False(Failed("Conflict", Some.Region).IsSilenced);
    }

    [Fact]
    public async Task A_ministry_that_is_worse_in_kind_is_no_longer_laid_aside()
    {
        var reach = fixture.Get<Reach>();
        NoticeGroup Ministry() => Report().Notices.Single(one => one.Subject == Notice.Ministry);
        reach.Note(new() { Class = OutcomeClass.Unknown, Code = "timeout" });

        Assert.Equal("right.missing", await Desk.Silence(await Operator(Some.Region), Ministry(), "部平台已公告", TimeSpan.FromHours(1)));
        Assert.Equal("", await Desk.Silence(await Operator(), Ministry(), "部平台已公告", TimeSpan.FromHours(1)));
        Assert.True(Ministry().IsSilenced);
        reach.Note(new() { Class = OutcomeClass.AuthError, Code = "1001" });
        Assert.False(Ministry().IsSilenced);
        reach.Note(new() { Class = OutcomeClass.Ok, Code = "00000000" });
        Assert.DoesNotContain(Report().Notices, one => one.Subject == Notice.Ministry);
    }

    [Theory]
    [InlineData("", 1, "silence.reason")]
    [InlineData("核实中", 0, "silence.time")]
    [InlineData("核实中", 169, "silence.time")]
    public async Task It_takes_a_reason_and_no_longer_than_a_week(string reason, int hours, string code)
    {
        await Refused(Some.Region, "Refused");

        Assert.Equal(code, await Desk.Silence(await Operator(), Failed("Refused"), reason, TimeSpan.FromHours(hours)));
        Assert.False(Failed("Refused").IsSilenced);
    }

    [Fact]
    public async Task The_report_counts_what_is_open_in_the_regions_of_who_reads_it()
    {
        var before = (Here: Report(Some.Region).Failed.Sum(group => group.Number), There: Report(Other).Failed.Sum(group => group.Number));

        await Refused(Some.Region, "DataError");
        await Refused(Some.Region, "DataError");

        Assert.Equal((before.Here + 2, before.There), (Report(Some.Region).Failed.Sum(group => group.Number), Report(Other).Failed.Sum(group => group.Number)));
    }
}
