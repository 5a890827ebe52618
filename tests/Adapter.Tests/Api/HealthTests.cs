using System.Net;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

public sealed class HealthTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    [Fact]
    public async Task A_silent_ministry_is_told_with_its_beginning_and_leaves_the_program_ready()
    {
        using var anyone = fixture.Anonymous();
        await fixture.Platform.Away(true);
        var serial = await fixture.Submit(1);
        await fixture.Becomes(serial, UploadState.Unknown);
        var silent = await anyone.Look("/health/ready");
        await fixture.Platform.Away(false);
        await fixture.Delivered(serial, DeliveryFixture.LongestStep);
        var answering = await anyone.Look("/health/ready");

        Assert.Equal((HttpStatusCode.OK, "writable", "silent", "html", "2026-02-13T02:00:00.000Z"),
            (silent.Status, (string)silent["store"]!, (string)silent["ministry"]["state"]!, (string)silent["ministry"]["code"]!, (string)silent["ministry"]["since"]!));
        Assert.Equal("answering", (string)answering["ministry"]["state"]!);
    }

    [Fact]
    public async Task Metrics_count_what_is_open_and_name_nobody()
    {
        using var anyone = fixture.Anonymous();
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        await fixture.Becomes(await fixture.Submit(2), UploadState.Failed);

        var metrics = await anyone.Metrics(line => line.StartsWith("adapter_uploads", StringComparison.Ordinal) && line.Contains("state=\"failed\"") && line.Contains("} 1"));

        Assert.Contains("adapter_ministry_calls", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.AuditResult(2)["AAC002"]!, metrics, StringComparison.Ordinal);
    }
}
