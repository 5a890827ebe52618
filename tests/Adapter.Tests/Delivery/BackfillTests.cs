using System.Text;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>What was imported keeps to the platform's hours as all else does.</summary>
public sealed class BackfillTests(BackfillTests.Fixture fixture) : IClassFixture<BackfillTests.Fixture>
{
    public sealed class Fixture : DeliveryFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings)
        {
            var changed = base.Change(settings);
            // An hour of maintenance from the fixture's now on.
            return changed with { Ministry = changed.Ministry with { Closed = [new() { From = "2026-02-13T10:00", Until = "2026-02-13T11:00" }] } };
        }

        // One message after another: they arrive in the order in which they go.
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { Parallel = 1 };
    }

    [Fact]
    public async Task Nothing_is_sent_while_the_platform_is_closed_and_then_the_live_row_first()
    {
        var records = Enumerable.Range(1, 30).Select(seed => Some.AuditResult(seed).With("ADC201", null)).ToList();
        var live = Some.AuditResult(99).With("ADC201", null);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("audit-result"), "kind" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record.ToJson() + "\n")))), "file", "a.ndjson" },
        };
        var begun = await fixture.Client.Hand("/api/imports", form);
        await Eventually.Holds(() => (string)fixture.Client.Look($"/api/jobs/{begun["id"]}").Result["state"]! == "done");
        await fixture.Client.Hand("/api/audit-results", live.ToJson());
        await fixture.Quiet();
        var early = await fixture.Platform.Uploads();

        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.Until(() => records.Append(live).All(record => fixture.Row(record["AAZ341"]!).State == UploadState.Delivered), DeliveryFixture.LongestStep);

        Assert.Empty(early);
        Assert.Contains(live["AAZ341"], (await fixture.Platform.Uploads())[0].Serials);
        Assert.Equal(30, (int)(await fixture.Client.Look($"/api/jobs/{begun["id"]}"))["states"]["delivered"]!);
    }
}
