using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class OrderTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    [Fact]
    public async Task A_deregistration_waits_for_the_registration_that_it_ends_and_nothing_else_waits()
    {
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        var registration = await fixture.Submit(1);
        await fixture.Becomes(registration, UploadState.Failed);
        await End(1);
        await End(2);
        await fixture.Becomes(Serial(2), UploadState.Delivered, "deregistration");
        var held = await fixture.Client.Look($"/api/uploads/deregistration/{Some.Region}/{Serial(1)}");

        Assert.Equal($"audit-result/{Some.Region}/{registration}", (string)held["waiting"]["waitsFor"]!);
        await fixture.Client.Hand($"/api/uploads/audit-result/{Some.Region}/{registration}/discard", new { reason = "重复" });
        await fixture.Client.Hand($"/api/uploads/audit-result/{Some.Region}/{registration}/restore", new { reason = "停发有误" });
        await fixture.Becomes(registration, UploadState.Delivered);
        await fixture.Becomes(Serial(1), UploadState.Delivered, "deregistration");
    }

    [Fact]
    public async Task A_correction_goes_after_what_it_corrects_and_is_declared_as_one()
    {
        await fixture.Platform.Faults(new { name = "lost-answer", count = 1 });
        var serial = await fixture.Submit(11, "370103");
        await fixture.Becomes(serial, UploadState.Unknown, region: "370103");
        var early = await fixture.Client.Hand($"/api/audit-results/370103/{serial}/correction", new { fields = new { AAC010 = "泉城路2号" }, reason = "地址有误" });
        await fixture.Delivered(serial, TimeSpan.FromSeconds(2), "370103");

        await fixture.Client.Hand($"/api/audit-results/370103/{serial}/correction", new { fields = new { AAC010 = "泉城路2号" }, reason = "地址有误" });
        await Eventually.Holds(() => fixture.Row(serial, region: "370103") is { Version: 2, State: UploadState.Delivered });

        Assert.Equal("upload.open", early.Code);
        Assert.Equal((fixture.Row(serial, region: "370103").Digest, 2), (await fixture.Platform.Ledger())[serial]);
    }

    [Fact]
    public async Task What_the_platform_took_although_it_said_it_had_not_can_be_corrected_once_that_shows()
    {
        await fixture.Platform.Faults(new { name = "row-failure-done", count = 1 });
        var serial = await fixture.Submit(31, "370105");
        await Eventually.Holds(() => fixture.Row(serial, region: "370105") is { State: UploadState.Waiting, Class: "RetrySame" });

        await fixture.Client.Hand($"/api/audit-results/370105/{serial}/correction", new { fields = new { AAC010 = "泉城路4号" }, reason = "地址有误" });
        await Eventually.Holds(() => fixture.Row(serial, region: "370105") is { Version: 2, State: UploadState.Failed, Class: "Conflict" });
        await fixture.Client.Hand($"/api/audit-results/370105/{serial}/correction", new { fields = new { AAC010 = "泉城路5号" }, reason = "地址有误" });
        await Eventually.Holds(() => fixture.Row(serial, region: "370105") is { Version: 3, State: UploadState.Delivered });

        Assert.Equal((fixture.Row(serial, region: "370105").Digest, 2), (await fixture.Platform.Ledger())[serial]);
    }

    [Fact]
    public async Task What_somebody_else_has_under_the_key_is_not_overruled_by_a_second_correction()
    {
        const string region = "370112";
        await fixture.Platform.Faults(new { name = "exists-other", count = 3 });
        var serial = await fixture.Submit(41, region);
        await Eventually.Holds(() => fixture.Row(serial, region: region) is { State: UploadState.Failed, Class: "Conflict" });

        foreach (var version in new[] { 2, 3 })
        {
            await fixture.Client.Hand($"/api/audit-results/{region}/{serial}/correction", new { fields = new { AAC010 = $"泉城路{version}号" }, reason = "地址有误" });
            await Eventually.Holds(() => fixture.Row(serial, region: region).Version == version && fixture.Row(serial, region: region) is { State: UploadState.Failed, Class: "Conflict" });
        }

        Assert.Equal(0, fixture.Row(serial, region: region).Correction);
    }

    [Fact]
    public async Task Where_there_was_nothing_to_correct_a_replay_goes_as_new()
    {
        const string region = "370113";
        await fixture.Platform.Faults(new { name = "row-failure", code = "90000001", count = 1 });
        var serial = await fixture.Submit(51, region);
        await Eventually.Holds(() => fixture.Row(serial, region: region).Class == "RetrySame");
        await fixture.Platform.Faults(new { name = "exists-other", count = 1 });
        await Correct("泉城路6号");
        await Eventually.Holds(() => fixture.Row(serial, region: region) is { Version: 2, State: UploadState.Failed, Class: "Conflict" });
        await Correct("泉城路7号");
        await Eventually.Holds(() => fixture.Row(serial, region: region) is { Version: 3, State: UploadState.Failed, Code: "40000007" });
        await End(51, region);
        var held = await fixture.Client.Look($"/api/uploads/deregistration/{region}/{Serial(51, region)}");

        await fixture.Client.Hand("/api/uploads/replay", new { keys = new[] { $"audit-result/{region}/{serial}" }, reason = "部平台没有该记录" });
        await fixture.Becomes(serial, UploadState.Delivered, region: region);

        Assert.Equal($"audit-result/{region}/{serial}", (string)held["waiting"]["waitsFor"]!);
        Assert.Equal((fixture.Row(serial, region: region).Digest, 1), (await fixture.Platform.Ledger())[serial]);

        Task<Answer> Correct(string address) =>
            fixture.Client.Hand($"/api/audit-results/{region}/{serial}/correction", new { fields = new { AAC010 = address }, reason = "地址有误" });
    }

    [Fact]
    public async Task A_deregistration_waits_for_its_registration_when_that_is_corrected_meanwhile()
    {
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        var registration = await fixture.Submit(21, "370104");
        await fixture.Becomes(registration, UploadState.Failed, region: "370104");
        await End(21, "370104");
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });

        await fixture.Client.Hand($"/api/audit-results/370104/{registration}/correction", new { fields = new { AAC010 = "泉城路3号" }, reason = "地址有误" });
        await Eventually.Holds(() => fixture.Row(registration, region: "370104") is { Version: 2, State: UploadState.Failed });
        var held = await fixture.Client.Look($"/api/uploads/deregistration/370104/{Serial(21, "370104")}");

        Assert.Equal($"audit-result/370104/{registration}", (string)held["waiting"]["waitsFor"]!);
        Assert.Empty(fixture.Database.Read(session => fixture.Get<Outbox>().Attempts(session, fixture.Row(Serial(21, "370104"), "deregistration", "370104").Id)));
    }

    async Task End(int seed, string region = Some.Region)
    {
        var answer = await fixture.Client.Hand("/api/deregistrations", Some.Deregistration(seed).With("AAB301", region).With("AAZ341", Serial(seed, region)).ToJson());
        Assert.Equal(202, (int)answer.Status);
    }

    static string Serial(int seed, string region = Some.Region) => $"{region}260213{700_000 + seed}";
}
