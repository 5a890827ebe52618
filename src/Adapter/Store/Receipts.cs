using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Adapter.Store;

/// <summary>That the platform has accepted an upload: what tells it after the store was lost, and nothing of a person.</summary>
sealed record UploadReceipt
{
    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its event; no history of the store uses one twice.</summary>
    [JsonPropertyName("seq")]
    public long Seq { get; init; }
    /// <summary>The receipt before it, 0 = none: so that a gap is seen.</summary>
    [JsonPropertyName("after")]
    public long After { get; init; }
    [JsonPropertyName("at")]
    public required string At { get; init; }
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public required string AAZ341 { get; init; }
    [JsonPropertyName("version")]
    public long Version { get; init; }
    public string? ADC201 { get; init; }
    [JsonPropertyName("ContentSm3")]
    public required string Digest { get; init; }
    public string? MessageId { get; init; }
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Null when it is none.</summary>
    public static UploadReceipt? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<UploadReceipt>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The receipts of all accepted uploads, in commit order: read from the events, so that none is forgotten.</summary>
static class Receipts
{
    public static IReadOnlyList<UploadReceipt> After(Session session, long seq, int limit)
    {
        var before = session.One<long?>(Sql.LastBefore, new { seq }) ?? 0;
        var receipts = session.All<UploadReceipt>(Sql.After, new { seq, limit });
        return [.. receipts.Select((receipt, place) => receipt with { After = place == 0 ? before : receipts[place - 1].Seq })];
    }

    /// <summary>The last receipt before an instant; 0 = none.</summary>
    public static long Before(Session session, string at) => session.One<long?>(Sql.Before, new { at }) ?? 0;

    public static bool Has(Session session, long seq) => session.One<long?>(Sql.LastBefore, new { seq }) == seq;

    public static long CountAfter(Session session, long seq) => session.One<long>(Sql.CountAfter, new { seq });

    internal static class Sql
    {
        public const string After = """
            select e.seq, e.at, e.kind, e.AAB301, e.AAZ341, e.version, e.ADC201, u.digest, e.code,
              (select a.message_id from attempt a where a.upload_id = u.id and a.class in ('Ok', 'AlreadySame') order by a.id desc limit 1) as message_id
            from event e join upload u on u.AAZ341 = e.AAZ341 and u.AAB301 = e.AAB301 and u.kind = e.kind and u.version = e.version
            where e.type = 'accepted' and e.seq > @seq order by e.seq limit @limit
            """;
        public const string LastBefore = "select max(seq) from event where type = 'accepted' and seq <= @seq";
        public const string Before = "select max(seq) from event where type = 'accepted' and at < @at";
        public const string CountAfter = "select count(*) from event where type = 'accepted' and seq > @seq";
    }
}
