using Adapter.Api;
using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Store;

namespace Adapter.Tests.Support;

/// <summary>The whole program with its delivery, and a ministry whose faults a test switches; the clock moves only when told.</summary>
public class DeliveryFixture : AppFixture
{
    internal override SimulatorOptions Ministry { get; } = new() { Regions = [Some.Region, "370103", "370104", "370105", "370112", "370113", "370114"] };

    internal static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(25);

    internal Platform Platform { get; private set; } = null!;

    internal override AdapterSettings Change(AdapterSettings settings)
    {
        Platform ??= new(settings.Ministry.BaseUrl);
        return settings with { Download = settings.Download with { Cron = "0 0 0 1 1 ? 2099", RepairCron = "0 0 0 1 1 ? 2099" }, Delivery = Change(settings.Delivery) };
    }

    // The watch looks three times in a lease, by the real clock.
    internal virtual DeliverySettings Change(DeliverySettings delivery) => delivery with { Lease = TimeSpan.FromSeconds(1) };

    public override async Task DisposeAsync()
    {
        Platform.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>A local result through the API; its serial.</summary>
    internal async Task<string> Submit(int seed, string region = Some.Region, Func<Message, Message>? change = null)
    {
        var record = Some.AuditResult(seed).With("ADC201", "").With("AAB301", region).With("AAZ341", $"{region}260213{seed:000000}");
        var answer = await Client.Hand("/api/audit-results", (change?.Invoke(record) ?? record).ToJson());
        Assert.True(answer.Status is System.Net.HttpStatusCode.Accepted, answer.Text);
        return (string)answer["AAZ341"]!;
    }

    internal UploadRow Row(string serial, string kind = "audit-result", string region = Some.Region) =>
        Database.Read(session => Get<Outbox>().Latest(session, kind, region, serial))!;

    internal Task Becomes(string serial, string state, string kind = "audit-result", string region = Some.Region) =>
        Eventually.Holds(() => Row(serial, kind, region).State == state, () => Said(Row(serial, kind, region)));

    internal string Said(UploadRow row) => $"{row.State} due {row.DueAt}, {row.Attempts} attempts, {row.Class} {row.Code}, {row.Why}; {Database.Read(session => Get<Waiting>().Of(session, row))} at {Time.GetUtcNow():u}";

    /// <summary>
    /// Moves the clock on until the condition holds, in steps that a call survives which has just begun.
    /// </summary>
    internal async Task Until(Func<bool> holds, TimeSpan step, Func<string>? said = null)
    {
        Assert.True(step <= LongestStep);
        for (var steps = 0; !holds(); steps++)
        {
            Assert.True(steps < 1000, said?.Invoke() ?? "the condition did not come to hold");
            await Quiet();
            Time.Advance(step);
            Get<Signal>().Set();
            await Task.Delay(20);
        }
    }

    /// <summary>Nothing is under way.</summary>
    internal Task Quiet() => Eventually.Holds(() => Database.Read(session => Get<UploadList>().OpenCounts(session))[UploadState.Sending] == 0);

    internal Task Delivered(string serial, TimeSpan step, string region = Some.Region) =>
        Until(() => Row(serial, region: region).State == UploadState.Delivered, step, () => Said(Row(serial, region: region)));
}
