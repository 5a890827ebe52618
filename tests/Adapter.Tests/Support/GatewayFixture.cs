using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Tests.Support;

/// <summary>Delivery through a gateway that a test instructs; and rows that go together, as they come in one commit.</summary>
public class GatewayFixture : DeliveryFixture
{
    internal Gateway Gateway { get; private set; } = null!;
    internal string MinistryUrl { get; private set; } = "";

    internal override AdapterSettings Change(AdapterSettings settings)
    {
        var changed = base.Change(settings);
        MinistryUrl = settings.Ministry.BaseUrl;
        Gateway ??= new(MinistryUrl);
        return changed with { Ministry = changed.Ministry with { BaseUrl = Gateway.Url } };
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <summary>Local results of a region in one commit; the deadline of each by its place.</summary>
    internal async Task<IReadOnlyList<string>> Enqueue(string region, int first, int count, Func<int, string>? deadline = null)
    {
        var records = Enumerable.Range(first, count).Select(seed =>
            Some.AuditResult(seed).With("ADC201", "").With("AAB301", region).With("AAZ341", $"{region}260213{seed:000000}")).ToList();
        await Get<Writer>().Write(session =>
        {
            foreach (var (place, record) in records.Index()) Get<Outbox>().Enqueue(session, Row(record) with { Deadline = deadline?.Invoke(place) ?? UploadRow.NoDeadline });
        });
        return [.. records.Select(record => record["AAZ341"]!)];
    }

    internal bool Are(IEnumerable<string> serials, string region, params string[] states) => serials.All(serial => states.Contains(Row(serial, region: region).State));

    static UploadRow Row(Message record) => new()
    {
        Kind = record.Kind.Name,
        AAB301 = record["AAB301"]!,
        AAZ341 = record["AAZ341"]!,
        Digest = Adapter.Wire.ContentDigest.Of(record),
        Payload = record.ToUtf8(),
    };
}
