using Adapter.Desk;
using Adapter.People;
using Adapter.Review;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>A case at the desk: whose it is, who sees what, and a decision that can be taken back.</summary>
public sealed class CaseTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    CaseDesk Desk => fixture.Get<CaseDesk>();

    Task<Clerk> Clerk(string region = "", string role = "reviewer") => Sitting.Down(fixture, region, role);

    async Task<ApplicationRow> Received(int seed)
    {
        var application = Some.Application(seed);
        await fixture.Receive(application);
        return Row(application["ADC201"]!);
    }

    ApplicationRow Row(string number) => fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, number))!;

    static CaseForm Approved => new() { Result = "1" };

    int Noted(string action, string number) => fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Action = action, Object = number })).Count;

    [Fact]
    public async Task A_case_of_another_region_is_not_there()
    {
        var row = await Received(7001);

        Assert.Null(await Desk.Open(await Clerk(region: "3702"), row.ADC201, isRevealed: false));
        Assert.NotNull(await Desk.Open(await Clerk(region: row.AAB301[..4]), row.ADC201, isRevealed: false));
    }

    [Fact]
    public async Task Who_has_claimed_a_case_sees_all_of_it_and_that_stands_in_the_log_once()
    {
        var (row, clerk, other) = (await Received(7002), await Clerk(), await Clerk());
        var before = await Desk.Open(clerk, row.ADC201, isRevealed: false);

        Assert.Equal("", await Desk.Claim(clerk, row));
        for (var look = 0; look < 3; look++) Assert.False((await Desk.Open(clerk, row.ADC201, isRevealed: false))!.View.Masked);

        Assert.True(before!.View.Masked);
        Assert.True((await Desk.Open(other, row.ADC201, isRevealed: false))!.View.Masked);
        Assert.Equal((1, 1), (Noted("claim", row.ADC201), Noted("reveal", row.ADC201)));
    }

    [Fact]
    public async Task A_case_is_claimed_by_one_until_it_is_given_back_given_on_or_has_run_out()
    {
        var (row, one, two) = (await Received(7003), await Clerk(), await Clerk());

        Assert.Equal("", await Desk.Claim(one, row));
        Assert.Equal("application.claimed", await Desk.Claim(two, row));
        Assert.Equal((Verdict.Conflict, "application.claimed"), await Decided(two, row));
        await Desk.Release(one, row);
        Assert.Equal("", await Desk.Claim(two, row));
        Assert.Equal("", await Desk.TakeOver(one, row));
        Assert.Equal("application.claimed", await Desk.Claim(two, row));
        fixture.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("", await Desk.Claim(two, row));
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("operator")]
    public async Task Who_may_not_review_decides_nothing(string role)
    {
        var (row, clerk) = (await Received(role.Length + 7010), await Clerk(role: role));

        Assert.Equal("scope.missing", await Desk.Claim(clerk, row));
        Assert.Equal((Verdict.Barred, "scope.missing"), await Decided(clerk, row));
        Assert.Equal("pending", Row(row.ADC201).State);
    }

    [Fact]
    public async Task A_decision_waits_and_is_taken_back_and_the_next_one_has_a_serial_of_its_own()
    {
        var (row, clerk) = (await Received(7004), await Clerk());
        await Desk.Claim(clerk, row);
        var first = await Desk.Decide(clerk, row, Approved);

        Assert.Equal("", await Desk.Undo(clerk, row));
        Assert.Equal("pending", Row(row.ADC201).State);
        var second = await Desk.Decide(clerk, row, Approved);

        Assert.Equal((Verdict.Taken, Verdict.Taken), (first.Verdict, second.Verdict));
        Assert.NotEqual(first.AAZ341, second.AAZ341);
        Assert.Equal(["discarded", "waiting"], Versions(row).Select(upload => upload.State));
        Assert.Equal((2, 1), (Noted("decide", row.ADC201), Noted("undo", row.ADC201)));
    }

    [Fact]
    public async Task A_decision_whose_time_is_over_is_not_taken_back()
    {
        var (row, clerk) = (await Received(7005), await Clerk());
        await Desk.Claim(clerk, row);
        await Desk.Decide(clerk, row, Approved);

        fixture.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("decision.sent", await Desk.Undo(clerk, row));
        Assert.Equal("decided", Row(row.ADC201).State);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_decision_is_seen_before_it_is_made_and_uses_no_serial()
    {
        var (row, clerk) = (await Received(7006), await Clerk());

        var preview = Desk.Preview(clerk, row, new() { Result = "2" });

        Assert.Equal((Verdict.Faulty, "rejection.reason"), (preview.Verdict, preview.Findings.Single(finding => finding.IsError).Rule));
        Assert.Equal(Verdict.Taken, Desk.Preview(clerk, row, Approved).Verdict);
        Assert.Empty(Versions(row));
    }

    [Fact]
    public async Task A_version_that_came_while_the_reviewer_read_is_not_decided_unseen()
    {
        var (row, clerk) = (await Received(7007), await Clerk());
        await Desk.Claim(clerk, row);
        await fixture.Receive(Some.Application(7007).With("AAC011", "20"));

        Assert.Equal((Verdict.Conflict, "application.changed"), await Decided(clerk, row));
    }

    [Fact]
    public async Task A_draft_is_the_persons_own_and_goes_with_the_decision()
    {
        var (row, clerk, other) = (await Received(7008), await Clerk(), await Clerk());
        await Desk.Claim(clerk, row);
        await Desk.Keep(clerk, row.ADC201, Approved);

        Assert.Equal("1", Desk.Draft(clerk, row.ADC201).Result);
        Assert.True(Desk.Draft(other, row.ADC201).IsEmpty);
        await Desk.Decide(clerk, row, Approved);
        Assert.True(Desk.Draft(clerk, row.ADC201).IsEmpty);
    }

    async Task<(Verdict, string)> Decided(Clerk clerk, ApplicationRow row) => await Desk.Decide(clerk, row, Approved) is var receipt ? (receipt.Verdict, receipt.Code) : default;

    IReadOnlyList<UploadRow> Versions(ApplicationRow row) => fixture.Database.Read(session => fixture.Get<Outbox>().OfApplication(session, row.ADC201));
}
