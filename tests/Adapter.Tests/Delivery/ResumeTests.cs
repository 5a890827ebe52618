using System.Net;
using Adapter.Cli;
using Adapter.Delivery;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>The clock stands still in all of these: what goes, goes because a person wished it.</summary>
public sealed class ResumeTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    [Fact]
    public async Task An_interface_that_did_not_let_us_in_is_asked_at_once()
    {
        using var commands = new Commands(fixture);
        await fixture.Platform.Faults(new { name = "return-result", code = "1002", count = 1 });
        var serial = await fixture.Submit(1);
        await Eventually.Holds(() => fixture.Row(serial).Class == "AuthError");
        var shown = await fixture.Client.Look($"/api/uploads/audit-result/{Some.Region}/{serial}");
        var alone = await commands.Run($"uploads show audit-result/{Some.Region}/{serial}");
        var held = await fixture.Client.Hand($"/api/uploads/audit-result/{Some.Region}/{serial}/release", new { reason = "急" });
        var barred = await fixture.Client.Hand($"/api/uploads/audit-result/{Some.Region}/{serial}/release", new { reason = "急" });
        var before = await fixture.Platform.Calls("SYS01000");

        var ended = await commands.Run("resume SYDJ1002");
        await fixture.Becomes(serial, UploadState.Delivered);

        Assert.Equal(ExitCode.Done, ended.Exit);
        Assert.Contains("SYDJ1002", ended.Output);
        Assert.Equal(before + 1, await fixture.Platform.Calls("SYS01000"));
        Assert.Equal("部端鉴权未通过，请联系运维", (string)shown["waiting"]["why"]!);
        Assert.Contains("为何等待", alone.Output);
        Assert.Contains("请联系运维", alone.Output);
        // Its own pause is over, the interface stays stopped: nothing is left to release.
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, "upload.not-held"), (held.Status, barred.Status, barred.Code));
    }

    [Fact]
    public async Task A_region_whose_message_was_refused_is_tried_at_once()
    {
        await fixture.Platform.Faults(new { name = "return-result", code = "2001", count = 1 });
        var serial = await fixture.Submit(11, "370103");
        await Eventually.Holds(() => fixture.Row(serial, region: "370103").Class == "Refused");

        var answer = await fixture.Client.Hand("/api/resume", "{}");
        await fixture.Becomes(serial, UploadState.Delivered, region: "370103");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(["SYDJ1002", "SYDJ1003"], answer["interfaces"].AsArray().Select(code => (string)code!).Order());
    }

    [Fact]
    public async Task A_platform_that_asked_for_quiet_is_not_asked()
    {
        await fixture.Platform.Faults(new { name = "http-429", ms = 60_000, count = 1 });
        var serial = await fixture.Submit(21, "370104");
        await Eventually.Holds(() => fixture.Row(serial, region: "370104").Class == "Throttled");
        await fixture.Get<Resuming>().Resume(null, default);
        var region = await fixture.Submit(22, "370105");
        await fixture.Becomes(region, UploadState.Delivered, region: "370105");
        var waits = await fixture.Client.Look($"/api/uploads/audit-result/370104/{serial}");

        Assert.Equal("部平台要求降低频率", (string)waits["waiting"]["why"]!);
        await fixture.Delivered(serial, DeliveryFixture.LongestStep, "370104");
    }

    [Fact]
    public async Task An_interface_that_nothing_is_sent_to_is_a_slip()
    {
        using var commands = new Commands(fixture);

        var call = await fixture.Client.Hand("/api/resume", new { @interface = "SYDJ9999" });
        var verb = await commands.Run("resume SYDJ9999");

        Assert.Equal((HttpStatusCode.BadRequest, "interface.unknown"), (call.Status, call.Code));
        Assert.Equal(ExitCode.NotDone, verb.Exit);
        Assert.Contains("SYDJ1002", verb.Error);
    }
}
