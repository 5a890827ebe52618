using Adapter.Contracts;
using Adapter.Desk;
using Adapter.Intake;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>Where the platform takes no corrections, a registration is taken back by a deregistration that two people made.</summary>
public sealed class WithdrawalTests(WithdrawalTests.Fixture fixture) : IClassFixture<WithdrawalTests.Fixture>
{
    public sealed class Fixture : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => settings with
        {
            Ministry = settings.Ministry with { Capabilities = ["Upsert", "ReRead"], Closed = [new() { From = "2026-02-01", Until = "2026-03-01" }] },
        };
    }

    CorrectionDesk Desk => fixture.Get<CorrectionDesk>();

    Withdrawal Withdrawal => fixture.Get<Withdrawal>();

    async Task<UploadKey> Held(Message result)
    {
        await fixture.Get<Baseline>().Import(new("test", Actor.Shell), result.Kind, [result], decided: false, null, default);
        return new(result.Kind.Name, result["AAB301"]!, result["AAZ341"]!);
    }

    static Proposed Ended(Clerk clerk, string ground = "20") => new(new Dictionary<string, string?> { ["AJC00A"] = ground, ["ADC210"] = "20260213", ["AAE011"] = clerk.RealName }, []) { Act = Withdrawal.Name };

    async Task<Receipt> Propose(Clerk clerk, UploadKey key, Proposed what) => await Desk.Propose(clerk, (await Desk.Open(clerk, key.AAB301, key.AAZ341))!, what, "不符合登记条件");

    ProposalView Waiting(Clerk clerk, UploadKey key) => Desk.Waiting(clerk).Single(one => one.Row.Object == key.ToString());

    string Ground() => Withdrawal.Deregistration.Find("AJC00A")!.Tables[0].Rows.Keys.First(code => code is not ("31" or "32"));

    [Fact]
    public async Task A_second_person_approves_and_the_two_records_name_each_other()
    {
        var result = Some.AuditResult(8201);
        var (key, one, two) = (await Held(result), await Sitting.Down(fixture), await Sitting.Down(fixture));

        Assert.Equal(Verdict.Taken, (await Propose(one, key, Ended(one, Ground()))).Verdict);
        Assert.Equal("second.same", (await Desk.Approve(one, Waiting(one, key).Row)).Code);
        var approved = await Desk.Approve(two, Waiting(two, key).Row);

        var other = Desk.OtherOf(key)!;
        Assert.Equal((Verdict.Taken, Withdrawal.Deregistration.Name, approved.AAZ341), (approved.Verdict, other.Kind, other.AAZ341));
        Assert.Equal(key, Desk.OtherOf(other));
        var row = fixture.Database.Read(session => fixture.Get<Outbox>().Latest(session, other.Kind, other.AAB301, other.AAZ341))!;
        var sent = MessageReader.Read(Withdrawal.Deregistration, row.Payload);
        Assert.Equal((UploadState.Waiting, result["AAC002"], result["AAC003"], one.RealName), (row.State, sent["AAC002"], sent["AAC003"], sent["AAE011"]));
        Assert.Equal("withdraw.done", Desk.WhyNotWithdrawn((await Desk.Open(one, key.AAB301, key.AAZ341))!));
        Assert.Equal("withdraw.done", (await Propose(two, key, Ended(two, Ground()))).Code);
    }

    [Fact]
    public async Task The_checks_of_a_deregistration_stand_in_the_way_before_it_is_proposed()
    {
        var (key, one) = (await Held(Some.AuditResult(8202)), await Sitting.Down(fixture));

        var receipt = await Propose(one, key, Ended(one, "xx"));

        Assert.Equal((Verdict.Faulty, "AJC00A"), (receipt.Verdict, receipt.Findings.First(finding => finding.IsError).Field));
        Assert.Null(Desk.OtherOf(key));
    }

    [Fact]
    public async Task A_ground_that_policy_forbids_alone_is_confirmed_with_a_remark()
    {
        var (key, one) = (await Held(Some.AuditResult(8203)), await Sitting.Down(fixture));
        var bare = Ended(one, "31");
        var told = new Proposed(bare.Fields.Append(new("AAE013", "已到退休年龄")).ToDictionary(), ["policy.ground"]) { Act = Withdrawal.Name };

        Assert.Equal(Verdict.Faulty, (await Propose(one, key, bare)).Verdict);
        Assert.Equal(Verdict.Taken, (await Propose(one, key, told)).Verdict);
    }

    [Fact]
    public async Task What_was_refused_or_not_yet_taken_has_no_registration_to_take_back()
    {
        var (refused, one) = (Some.AuditResult(8204).With("AAE540", "2").With("AAE360", "材料不全"), await Sitting.Down(fixture));
        var (held, fresh) = (await Held(refused), Some.AuditResult(8205).With("ADC201", ""));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, (await fixture.Client.Hand("/api/audit-results", fresh.ToJson())).Status);

        Assert.Equal("withdraw.not-registered", (await Propose(one, held, Ended(one, Ground()))).Code);
        Assert.Equal("withdraw.not-held", (await Propose(one, new(fresh.Kind.Name, fresh["AAB301"]!, fresh["AAZ341"]!), Ended(one, Ground()))).Code);
    }
}
