using Adapter.Desk;
using Adapter.People;
using Adapter.Review;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>A result is changed by two people.</summary>
public sealed class SecondLookTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    static readonly Proposed addressed = To("AAC046", "泉城路1号");

    CorrectionDesk Desk => fixture.Get<CorrectionDesk>();

    async Task<UploadRow> Entered(int seed)
    {
        var result = Some.AuditResult(seed);
        await fixture.Client.Hand("/api/audit-results", result.ToJson());
        return Versions(result["AAB301"]!, result["AAZ341"]!)[^1];
    }

    IReadOnlyList<UploadRow> Versions(string region, string serial) =>
        fixture.Database.Read(session => fixture.Get<Outbox>().Versions(session, Desk.Result.Name, region, serial));

    static Proposed To(string code, string value) => new(new Dictionary<string, string?> { [code] = value }, []);

    async Task<Receipt> Propose(Clerk clerk, UploadRow row, Proposed? what = null) =>
        await Desk.Propose(clerk, (await Desk.Open(clerk, row.AAB301, row.AAZ341))!, what ?? addressed, "录入有误");

    ProposalRow Waiting(Clerk clerk, UploadRow row) => Desk.Waiting(clerk).Single(one => one.Row.Object == UploadKey.Of(row).ToString()).Row;

    [Fact]
    public async Task A_result_is_corrected_when_a_second_person_approves_and_by_nobody_alone()
    {
        var (row, one, two) = (await Entered(8001), await Sitting.Down(fixture), await Sitting.Down(fixture));

        Assert.Equal(Verdict.Taken, (await Propose(one, row)).Verdict);
        Assert.Single(Versions(row.AAB301, row.AAZ341));
        var alone = await Desk.Approve(one, Waiting(one, row));
        var approved = await Desk.Approve(two, Waiting(two, row));

        Assert.Equal((Verdict.Barred, "second.same"), (alone.Verdict, alone.Code));
        Assert.Equal(Verdict.Taken, approved.Verdict);
        Assert.Equal(["discarded", "waiting"], Versions(row.AAB301, row.AAZ341).Select(version => version.State));
        Assert.Equal($"录入有误（{one.Account} 提出）", Versions(row.AAB301, row.AAZ341)[^1].Reason);
        Assert.DoesNotContain(Desk.Waiting(two), waiting => waiting.Row.Object == UploadKey.Of(row).ToString());
    }

    [Fact]
    public async Task A_proposal_is_settled_once_and_there_is_one_at_a_time()
    {
        var (row, one, two) = (await Entered(8002), await Sitting.Down(fixture), await Sitting.Down(fixture));
        await Propose(one, row);
        var waiting = Waiting(two, row);

        Assert.Equal("second.open", (await Propose(two, row)).Code);
        Assert.Equal("", await Desk.Refuse(two, waiting, "不必更正"));
        Assert.Equal("second.settled", (await Desk.Approve(two, waiting)).Code);
        Assert.Equal(Verdict.Taken, (await Propose(two, row)).Verdict);
        Assert.Single(Versions(row.AAB301, row.AAZ341));
    }

    [Fact]
    public async Task What_the_checks_refuse_is_not_even_proposed()
    {
        var (row, one) = (await Entered(8003), await Sitting.Down(fixture));

        var receipt = await Propose(one, row, To("AAC067", "12"));

        Assert.Equal((Verdict.Faulty, "mobile"), (receipt.Verdict, receipt.Findings.Single(finding => finding.IsError).Rule));
        Assert.DoesNotContain(Desk.Waiting(one), waiting => waiting.Row.Object == UploadKey.Of(row).ToString());
    }

    [Fact]
    public async Task Who_a_result_of_the_platform_is_about_is_corrected_by_two_people_and_by_no_single_call()
    {
        var (row, one, two) = (await Entered(8005), await Sitting.Down(fixture), await Sitting.Down(fixture));
        Assert.NotNull(row.ADC201);

        var alone = await fixture.Client.Hand($"/api/audit-results/{row.AAB301}/{row.AAZ341}/correction", """{"fields":{"AAC003":"王小红"},"reason":"录入有误"}""");
        await Propose(one, row, To("AAC003", "王小红"));
        var approved = await Desk.Approve(two, Waiting(two, row));

        Assert.Contains("correction.locked", alone.Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.Taken, approved.Verdict);
        Assert.Equal(2, Versions(row.AAB301, row.AAZ341).Count);
    }

    [Fact]
    public async Task A_result_of_another_region_is_not_there_and_its_proposals_neither()
    {
        var (row, one, foreign) = (await Entered(8004), await Sitting.Down(fixture), await Sitting.Down(fixture, region: "5301"));
        await Propose(one, row);

        Assert.Null(await Desk.Open(foreign, row.AAB301, row.AAZ341));
        Assert.DoesNotContain(Desk.Waiting(foreign), waiting => waiting.Row.Object == UploadKey.Of(row).ToString());
        Assert.Equal("scope.missing", (await Desk.Approve(foreign, Waiting(one, row))).Code);
    }
}
