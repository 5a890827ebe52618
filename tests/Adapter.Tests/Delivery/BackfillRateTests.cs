using System.Text;
using Adapter.Settings;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>A file is sent no faster than is set.</summary>
public sealed class BackfillRateTests(BackfillRateTests.Fixture fixture) : IClassFixture<BackfillRateTests.Fixture>
{
    public sealed class Fixture : DeliveryFixture
    {
        // One message, and the next a quarter of an hour later.
        internal override DeliverySettings Change(DeliverySettings delivery) => base.Change(delivery) with { RatePerSecond = 0.001, BatchSize = 10 };
    }

    [Fact]
    public async Task What_was_imported_keeps_to_the_rate_that_is_set_and_what_is_decided_meanwhile_takes_the_next_turn()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("audit-result"), "kind" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 30).Select(seed => Some.AuditResult(seed).With("ADC201", null).ToJson() + "\n")))), "file", "a.ndjson" },
        };
        var job = $"/api/jobs/{(await fixture.Client.Hand("/api/imports", form))["id"]}";
        Answer seen = null!;
        await Eventually.Holds(() => (seen = fixture.Client.Look(job).Result)["states"].ToJsonString() == """{"waiting":20,"delivered":10}""", () => seen.Text);

        var before = await fixture.Platform.Uploads();
        var decided = await fixture.Submit(99);
        await fixture.Delivered(decided, DeliveryFixture.LongestStep);

        Assert.Equal(("done", 30), ((string)seen["state"]!, (int)seen["import"]["taken"]!));
        Assert.Single(before);
        Assert.Contains(decided, Assert.Single((await fixture.Platform.Uploads()).Skip(1)).Serials);
    }
}
