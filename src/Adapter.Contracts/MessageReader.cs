using System.Text;
using System.Text.Json;

namespace Adapter.Contracts;

/// <summary>Reads one record of JSON into a message. Never throws: what cannot be read is noted in the message.</summary>
public static class MessageReader
{
    /// <summary>The message of a JSON object; no object at all gives a message whose <see cref="Message.Malformed"/> is "".</summary>
    /// <remarks>Member names compare without case; a number counts as its exact source text.</remarks>
    public static Message Read(Kind kind, ReadOnlySpan<byte> utf8Json)
    {
        var members = new Members(kind);
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Members.Nothing(kind);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader, members);
            reader.Read();
            return members.ToMessage();
        }
        catch (JsonException)
        {
            return Members.Nothing(kind);
        }
    }

    static void ReadMember(ref Utf8JsonReader reader, Members members)
    {
        var field = members.Expected is { } expected && reader.ValueTextEquals(expected.Code) ? expected : null;
        var name = field?.Code ?? Text(ref reader);
        reader.Read();
        var value = reader.TokenType switch
        {
            JsonTokenType.String => Text(ref reader),
            JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
            _ => null,
        };
        var readable = name is not null && (value is not null || reader.TokenType == JsonTokenType.Null);
        reader.Skip();
        members.Add(name ?? "\uFFFD", field, value, readable);
    }

    // A lone surrogate or bytes that are no UTF-8: the reader finds them only when the text is taken.
    static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
