using System.Text.Json;
using Adapter.Contracts;
using Adapter.Review;

namespace Adapter.Api;

/// <summary>A record as a local system sent it, and what it confirms.</summary>
sealed record Record(Message Message, IReadOnlyCollection<string> Confirmed);

/// <summary>One record, or an array of them.</summary>
sealed record RecordBody(bool IsArray, IReadOnlyList<Record> Records)
{
    public const int MostRecords = 1000;

    public static async Task<RecordBody> Read(HttpContext context, Kind kind)
    {
        var bytes = await Body.Bytes(context);
        try
        {
            return Parse(bytes, kind);
        }
        catch (JsonException)
        {
            throw Body.Malformed();
        }
    }

    static RecordBody Parse(byte[] bytes, Kind kind)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Skip();
            if (reader.Read()) throw Body.Malformed();
            return new(false, [Of(kind, bytes)]);
        }
        if (reader.TokenType != JsonTokenType.StartArray) throw Body.Malformed();
        var records = new List<Record>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (records.Count == MostRecords) throw new Fault(StatusCodes.Status413PayloadTooLarge, "body.too-large");
            records.Add(Of(kind, bytes.AsSpan(start, (int)reader.BytesConsumed - start)));
        }
        return reader.Read() ? throw Body.Malformed() : new(true, records);
    }

    static Record Of(Kind kind, ReadOnlySpan<byte> json) => new(MessageReader.Read(kind, json), Confirmed(json));

    static List<string> Confirmed(ReadOnlySpan<byte> json)
    {
        var confirmed = new List<string>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Confirmation.Member)) continue;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray) continue;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (reader.TokenType == JsonTokenType.String) confirmed.Add(reader.GetString()!);
                else reader.Skip();
        }
        return confirmed;
    }
}
