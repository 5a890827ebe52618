using Adapter.Contracts;
using Adapter.Desk;
using Adapter.People;
using Adapter.Review;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>Who an application of the platform is about is corrected by two people, or not at all.</summary>
public sealed class IdentityTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    const string Named = "王小红";

    CaseDesk Desk => fixture.Get<CaseDesk>();

    CorrectionDesk Second => fixture.Get<CorrectionDesk>();

    async Task<(CaseView Case, Clerk One, Clerk Two)> Claimed(int seed)
    {
        var application = Some.Application(seed);
        await fixture.Receive(application);
        var (one, two) = (await Sitting.Down(fixture), await Sitting.Down(fixture));
        var number = application["ADC201"]!;
        await Desk.Claim(one, fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, number))!);
        return ((await Desk.Open(one, number, isRevealed: false))!, one, two);
    }

    static CaseForm Renamed(string name = Named) => new() { Result = "1", Corrections = { ["AAC003"] = name } };

    Task<Receipt> Propose(Clerk clerk, CaseView view, string code = "AAC003", string value = Named) =>
        Desk.ProposeIdentity(clerk, view, new(new Dictionary<string, string?> { [code] = value }, "申请人姓名有误"));

    ProposalView Waiting(Clerk clerk, CaseView view) => Second.Waiting(clerk).Single(one => one.Row.Object == view.Row.ADC201);

    [Fact]
    public async Task The_name_is_corrected_to_what_a_second_person_has_agreed_to_and_to_nothing_else()
    {
        var (view, one, two) = await Claimed(8101);

        Assert.Equal("correction.locked", (await Desk.Decide(one, view.Row, Renamed())).Findings.Single(finding => finding.IsError).Rule);
        Assert.Equal(Verdict.Taken, (await Propose(one, view)).Verdict);
        Assert.Equal("second.same", (await Second.Approve(one, Waiting(one, view).Row)).Code);
        Assert.Equal("correction.locked", Desk.Preview(one, view.Row, Renamed()).Findings.Single(finding => finding.IsError).Rule);
        Assert.Equal(Verdict.Taken, (await Second.Approve(two, Waiting(two, view).Row)).Verdict);

        Assert.Equal(Named, (await Desk.Open(one, view.Row.ADC201, isRevealed: false))!.Lifted["AAC003"]);
        Assert.Equal("correction.locked", Desk.Preview(one, view.Row, Renamed("王大红")).Findings.Single(finding => finding.IsError).Rule);
        var decided = await Desk.Decide(one, view.Row, Renamed());
        Assert.Equal(Verdict.Taken, decided.Verdict);
        var upload = fixture.Database.Read(session => fixture.Get<Outbox>().Latest(session, Second.Result.Name, decided.AAB301!, decided.AAZ341!))!;
        Assert.Equal(Named, MessageReader.Read(Second.Result, upload.Payload)["AAC003"]);
        Assert.Equal(["identity.lift", "identity.propose"], Acts(view).Order());
    }

    [Fact]
    public async Task What_was_agreed_to_does_not_hold_for_another_version_with_another_identity()
    {
        var (view, one, two) = await Claimed(8102);
        await Propose(one, view);
        await Second.Approve(two, Waiting(two, view).Row);

        await fixture.Receive(Some.Application(8102).With("AAC003", "赵小明"));

        Assert.Empty((await Desk.Open(one, view.Row.ADC201, isRevealed: false))!.Lifted);
    }

    [Fact]
    public async Task A_version_that_came_before_the_second_person_looked_is_not_agreed_to_unseen()
    {
        var (view, one, two) = await Claimed(8103);
        await Propose(one, view);
        await fixture.Receive(Some.Application(8103).With("AAC003", "赵小明"));

        Assert.Equal((Verdict.Conflict, "application.changed"), await Second.Approve(two, Waiting(two, view).Row) is var receipt ? (receipt.Verdict, receipt.Code) : default);
        Assert.Equal("", await Second.Refuse(two, Waiting(two, view).Row, "已有新版本"));
    }

    [Theory]
    [InlineData("AAC011", "20", "identity.field")]
    [InlineData("AAC003", null, "identity.same")]
    public async Task Only_a_change_of_an_identity_field_is_proposed(string code, string? value, string expected)
    {
        var (view, one, _) = await Claimed(8104 + code.Length + expected.Length);

        Assert.Equal(expected, (await Propose(one, view, code, value ?? view.View.Fields[code])).Code);
    }

    IEnumerable<string> Acts(CaseView view) => fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Object = view.Row.ADC201 }))
        .Where(row => row.Result == AuditRow.Done).Select(row => row.Action).Where(action => action.StartsWith("identity", StringComparison.Ordinal));
}
