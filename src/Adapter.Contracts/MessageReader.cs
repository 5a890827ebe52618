using System.Text.Json;
using System.Text.Unicode;

namespace Adapter.Contracts;

/// <summary>Reads one record of JSON into a message. Never throws: what cannot be read is noted in the message.</summary>
public static class MessageReader
{
    /// <summary>The message of a JSON object; no object at all gives a message whose <see cref="Message.Malformed"/> is "".</summary>
    /// <remarks>Member names compare without case; a number counts as its exact source text.</remarks>
    public static Message Read(Kind kind, ReadOnlySpan<byte> utf8Json)
    {
        var message = new Message(kind);
        Read(utf8Json, message);
        return message;
    }

    /// <summary>The same into a message whose record is no longer needed: for loops that keep none of what they read.</summary>
    public static void Read(ReadOnlySpan<byte> utf8Json, Message into)
    {
        var held = into.Hold(utf8Json);
        var isText = Utf8.IsValid(held);
        if (isText && new PlainReader(held, into).TryRead()) return;
        into.Clear();
        ReadWhole(held, into, isText);
    }

    static void ReadWhole(ReadOnlySpan<byte> held, Message into, bool isText)
    {
        var members = new Members(into);
        try
        {
            var reader = new Utf8JsonReader(held);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                into.Spoil();
                return;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadMember(ref reader, ref members, into, isText);
            reader.Read();
            members.Close();
        }
        catch (JsonException)
        {
            into.Spoil();
        }
    }

    static void ReadMember(ref Utf8JsonReader reader, ref Members members, Message into, bool isText)
    {
        var field = reader.ValueIsEscaped ? null : into.Kind.Find(reader.ValueSpan);
        var name = field is null ? Name(ref reader) : null;
        reader.Read();
        var value = reader.TokenType switch
        {
            JsonTokenType.String => Text(ref reader, into, isText),
            JsonTokenType.Number => new((int)reader.TokenStartIndex, reader.ValueSpan.Length),
            _ => Slice.Void,
        };
        var isReadable = value.Length >= 0 || reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        if (field is not null) members.Add(field, value, isReadable);
        else members.Add(name ?? "\uFFFD", value, isReadable && name is not null);
    }

    static Slice Text(ref Utf8JsonReader reader, Message into, bool isText)
    {
        if (reader.ValueIsEscaped) return Unescaped(ref reader, into);
        return isText || Utf8.IsValid(reader.ValueSpan) ? new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length) : Slice.Void;
    }

    static Slice Unescaped(ref Utf8JsonReader reader, Message into)
    {
        try
        {
            return into.Keep(reader.CopyString(into.Room(reader.ValueSpan.Length)));
        }
        catch (InvalidOperationException)
        {
            return Slice.Void;
        }
    }

    // A lone surrogate or bytes that are no UTF-8: the reader finds them only when the text is taken.
    static string? Name(ref Utf8JsonReader reader)
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
