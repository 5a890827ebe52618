using System.Text;
using System.Text.Json;
using Adapter.Wire;

namespace Adapter.Ministry;

/// <summary>An opened body: its plain members by name without case, and its rows as slices, null when it has none.</summary>
sealed record AnswerBody(IReadOnlyDictionary<string, string> Members, IReadOnlyList<ReadOnlyMemory<byte>>? Rows)
{
    static readonly UTF8Encoding Strict = new(false, true);

    public string this[string name] => Members.GetValueOrDefault(name, "");

    /// <summary>Null when the text is no JSON object, ends early, or names a plain member twice.</summary>
    public static AnswerBody? Read(ReadOnlyMemory<byte> json, string rowsName, int maxDepth)
    {
        try
        {
            return Parse(json, rowsName, maxDepth);
        }
        catch (JsonException)
        {
            // One record breaks the grammar: cut it out by its brackets alone, then read what stands around the rows.
            return RowSlices.Cut(json, rowsName) is { } cut ? ReadAround(cut, rowsName, maxDepth) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static AnswerBody? ReadAround(RowSlices cut, string rowsName, int maxDepth)
    {
        try
        {
            return Parse(cut.Around, rowsName, maxDepth) is { } around ? around with { Rows = cut.Rows } : null;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    static AnswerBody? Parse(ReadOnlyMemory<byte> json, string rowsName, int maxDepth)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List<ReadOnlyMemory<byte>>? rows = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Strict.GetString(JsonText.Unescape(ref reader));
            reader.Read();
            if (!members.TryAdd(name, Scalar(ref reader))) return null;
            if (reader.TokenType == JsonTokenType.StartArray && string.Equals(name, rowsName, StringComparison.OrdinalIgnoreCase))
                rows = Slices(ref reader, json);
            else reader.Skip();
        }
        return reader.Read() ? null : new(members, rows);
    }

    static List<ReadOnlyMemory<byte>> Slices(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var rows = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            rows.Add(json[start..(int)reader.BytesConsumed]);
        }
        return rows;
    }

    static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Strict.GetString(JsonText.Unescape(ref reader)),
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => "",
    };
}
