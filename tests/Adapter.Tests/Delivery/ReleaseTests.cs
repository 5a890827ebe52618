using System.Net;
using Adapter.Cli;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class ReleaseTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    [Fact]
    public async Task A_row_that_waits_for_another_goes_out_of_its_order_and_the_others_keep_theirs()
    {
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 2 });
        foreach (var seed in new[] { 1, 2 })
        {
            await fixture.Becomes(await fixture.Submit(seed), UploadState.Failed);
            await fixture.Client.Hand("/api/deregistrations", Some.Deregistration(seed).With("AAZ341", Serial(seed)).ToJson());
        }

        var answer = await Release("deregistration", Some.Region, Serial(1));
        await Eventually.Holds(() => fixture.Row(Serial(1), "deregistration").Attempts == 1);
        var shown = await fixture.Client.Look($"/api/uploads/deregistration/{Some.Region}/{Serial(1)}");
        var events = fixture.Database.Read(session => fixture.Get<Events>().After(session, 0, 1000));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("前一条", (string)answer["notice"]!);
        Assert.Equal("已电话核实", (string)shown["versions"][0]!["reason"]!);
        Assert.Single(events, row => row.Type == "released" && row.AAZ341 == Serial(1));
        Assert.Equal((UploadState.Waiting, 0L), (fixture.Row(Serial(2), "deregistration").State, fixture.Row(Serial(2), "deregistration").Attempts));
    }

    [Fact]
    public async Task What_went_out_of_its_order_once_waits_again_when_it_is_replayed()
    {
        const string region = "370112";
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        await fixture.Becomes(await fixture.Submit(3, region), UploadState.Failed, region: region);
        var serial = Serial(3, region);
        await fixture.Client.Hand("/api/deregistrations", Some.Deregistration(3).With("AAB301", region).With("AAZ341", serial).ToJson());
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1, @interface = "SYDJ1003" });
        await Release("deregistration", region, serial);
        await fixture.Becomes(serial, UploadState.Failed, "deregistration", region);

        foreach (var verb in new[] { "discard", "restore" })
            await fixture.Client.Hand($"/api/uploads/deregistration/{region}/{serial}/{verb}", new { reason = "再传" });
        var shown = await fixture.Client.Look($"/api/uploads/deregistration/{region}/{serial}");

        Assert.NotNull(shown["waiting"]["waitsFor"]);
    }

    [Fact]
    public async Task A_row_that_was_put_off_goes_now()
    {
        await fixture.Platform.Faults(new { name = "row-failure", code = "90000001", count = 1 });
        var serial = await fixture.Submit(11, "370103");
        await Eventually.Holds(() => fixture.Row(serial, region: "370103").Class == "RetrySame");
        var waits = await fixture.Client.Look($"/api/uploads/audit-result/370103/{serial}");

        await Release("audit-result", "370103", serial);
        await fixture.Becomes(serial, UploadState.Delivered, region: "370103");

        Assert.Contains("90000001", (string)waits["waiting"]["why"]!);
        Assert.NotNull(waits["waiting"]["dueAt"]);
    }

    [Fact]
    public async Task Where_nothing_waits_there_is_nothing_to_release_and_the_answer_says_why()
    {
        var delivered = await fixture.Submit(21, "370104");
        await fixture.Becomes(delivered, UploadState.Delivered, region: "370104");
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        var failed = await fixture.Submit(22, "370104");
        await fixture.Becomes(failed, UploadState.Failed, region: "370104");
        await fixture.Client.Hand($"/api/uploads/audit-result/370104/{failed}/discard", new { reason = "重复" });
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        var other = await fixture.Submit(23, "370104");
        await fixture.Becomes(other, UploadState.Failed, region: "370104");

        Assert.Equal((HttpStatusCode.Conflict, "upload.delivered"), Told(await Release("audit-result", "370104", delivered)));
        Assert.Equal((HttpStatusCode.Conflict, "upload.discarded"), Told(await Release("audit-result", "370104", failed)));
        Assert.Equal((HttpStatusCode.Conflict, "upload.failed"), Told(await Release("audit-result", "370104", other)));
        Assert.Equal((HttpStatusCode.NotFound, "upload.not-found"), Told(await Release("audit-result", "370104", "1")));
        Assert.Equal("reason.missing", (await fixture.Client.Hand($"/api/uploads/audit-result/370104/{delivered}/release", new { reason = " " })).Code);
        using var reader = await fixture.ClientWith("review");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Hand($"/api/uploads/audit-result/370104/{delivered}/release", new { reason = "x" })).Status);
    }

    [Fact]
    public async Task The_verb_releases_and_tells_the_risk()
    {
        using var commands = new Commands(fixture);
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        await fixture.Becomes(await fixture.Submit(31), UploadState.Failed);
        await fixture.Client.Hand("/api/deregistrations", Some.Deregistration(31).With("AAZ341", Serial(31)).ToJson());
        var key = $"deregistration/{Some.Region}/{Serial(31)}";

        var without = await commands.Run($"uploads release {key}");
        var shown = await commands.Run($"uploads show {key}");
        var ended = await commands.Run($"uploads release {key} --reason 急");
        var delivered = await fixture.Submit(32);
        await fixture.Becomes(delivered, UploadState.Delivered);
        var nothing = await commands.Run($"uploads release audit-result/{Some.Region}/{delivered} --reason 急");

        Assert.Equal((ExitCode.NotDone, ExitCode.Done, ExitCode.NotDone), (without.Exit, ended.Exit, nothing.Exit));
        Assert.Contains("前一条记录（退回更正）", shown.Output);
        Assert.Contains("已解除等待", ended.Output);
        Assert.Contains("请事后核对", ended.Output);
        Assert.Equal((1L, "急"), (fixture.Row(Serial(31), "deregistration").Freed, fixture.Row(Serial(31), "deregistration").Reason));
        Assert.Contains("已上传成功", nothing.Error);
    }

    Task<Answer> Release(string kind, string region, string serial) =>
        fixture.Client.Hand($"/api/uploads/{kind}/{region}/{serial}/release", new { reason = "已电话核实" });

    static (HttpStatusCode, string) Told(Answer answer) => (answer.Status, answer.Code);

    static string Serial(int seed, string region = Some.Region) => $"{region}260213{700_000 + seed}";
}

/// <summary>Where an open outcome is a person's.</summary>
public sealed class ReleaseOfOpenTests(OnUnknownTests.ParkingFixture fixture) : IClassFixture<OnUnknownTests.ParkingFixture>
{
    [Fact]
    public async Task A_parked_row_goes_again_under_its_number_and_with_its_body_once()
    {
        await fixture.Platform.Faults(new { name = "http-5xx", count = 2 });
        var serial = await fixture.Submit(1);
        await fixture.Becomes(serial, UploadState.Unknown);
        await Eventually.Holds(() => fixture.Row(serial).DueAt == Stamp.Never);
        var parked = await fixture.Client.Look($"/api/uploads/audit-result/{Some.Region}/{serial}");

        var first = await fixture.Client.Hand($"/api/uploads/audit-result/{Some.Region}/{serial}/release", new { reason = "平台未收到" });
        await Eventually.Holds(() => fixture.Row(serial) is { Attempts: 2, DueAt: Stamp.Never });
        await fixture.Client.Hand($"/api/uploads/audit-result/{Some.Region}/{serial}/release", new { reason = "平台未收到" });
        await fixture.Becomes(serial, UploadState.Delivered);

        Assert.Contains("人工", (string)parked["waiting"]["why"]!);
        Assert.Null(parked["waiting"].AsObject()["dueAt"]);
        Assert.Contains("可能已收到", (string)first["notice"]!);
        var attempts = fixture.Database.Read(session => fixture.Get<Outbox>().Attempts(session, fixture.Row(serial).Id));
        Assert.Single(attempts.Select(attempt => attempt.MessageId).Distinct());
        Assert.Equal(3, attempts.Count);
        Assert.Equal(1, (await fixture.Platform.Ledger())[serial].Applied);
    }
}
