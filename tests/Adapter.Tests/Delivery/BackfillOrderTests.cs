using System.Text;
using Adapter.Settings;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>The day's work goes before a file that is being taken.</summary>
public sealed class BackfillOrderTests(BackfillOrderTests.Fixture fixture) : IClassFixture<BackfillOrderTests.Fixture>
{
    const int Rows = 8000;

    public sealed class Fixture : DeliveryFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings)
        {
            var changed = base.Change(settings);
            return changed with { Ministry = changed.Ministry with { Closed = [new() { From = "2026-02-13T10:00", Until = "2026-02-13T11:00" }] } };
        }

        // One message after another: they arrive in the order in which they go.
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { Parallel = 1 };
    }

    [Fact]
    public async Task A_decision_made_while_a_file_is_taken_arrives_before_the_rows_that_wait()
    {
        await fixture.Receive(Some.Application(1));
        using var form = new MultipartFormDataContent
        {
            { new StringContent("audit-result"), "kind" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1001, Rows).Select(seed => Some.AuditResult(seed).With("ADC201", null).ToJson() + "\n")))), "file", "a.ndjson" },
        };
        var job = $"/api/jobs/{(await fixture.Client.Hand("/api/imports", form))["id"]}";
        await Eventually.Holds(() => (int)fixture.Client.Look(job).Result["released"]! > 0);
        var decided = await fixture.Client.Decide(Some.Application(1)["ADC201"]!);
        var meanwhile = await fixture.Client.Look(job);
        await fixture.Client.Send(HttpMethod.Delete, job);
        var imported = (int)(await fixture.Client.Look(job))["import"]["taken"]!;
        var serial = (string)decided["AAZ341"]!;

        fixture.Time.Advance(TimeSpan.FromHours(1));
        await Eventually.Holds(() => fixture.Platform.Uploads().Result.Count > 0);

        Assert.Equal("running", (string)meanwhile["state"]!);
        Assert.InRange(imported, 500, Rows);
        Assert.Equal(serial, (await fixture.Platform.Uploads())[0].Serials[0]);
    }
}
