using System.Buffers;
using System.Text.Json;

namespace Adapter.Wire;

/// <summary>The bytes of a JSON string without its escapes. Unlike GetString it does not throw on ill-formed UTF-8 or a lone surrogate.</summary>
static class JsonText
{
    public static byte[] Unescape(ref readonly Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return raw.ToArray();
        var text = new ArrayBufferWriter<byte>(raw.Length);
        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            text.Write(raw[..at]);
            raw = raw[(at + Escape(raw[at..], text))..];
        }
        text.Write(raw);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>True when the text is the beginning of a JSON document and no more.</summary>
    public static bool EndsEarly(ReadOnlySpan<byte> json, int maxDepth)
    {
        try
        {
            var reader = new Utf8JsonReader(json, false, new(new JsonReaderOptions { MaxDepth = maxDepth }));
            while (reader.Read()) { }
            return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The document with raw control characters inside strings written as escapes.</summary>
    public static byte[] EscapeControls(ReadOnlySpan<byte> json)
    {
        var text = new ArrayBufferWriter<byte>(json.Length + 64);
        var inside = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"') inside = !inside;
            if (inside && json[i] == '\\' && i + 1 < json.Length) text.Write(json.Slice(i++, 2));
            else if (inside && json[i] < 0x20) text.Write(System.Text.Encoding.ASCII.GetBytes($"\\u{json[i]:x4}"));
            else text.Write(json.Slice(i, 1));
        }
        return text.WrittenSpan.ToArray();
    }

    static int Escape(ReadOnlySpan<byte> raw, ArrayBufferWriter<byte> text)
    {
        if (raw[1] != 'u')
        {
            text.Write<byte>([raw[1] switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, var other => other }]);
            return 2;
        }
        var high = Unit(raw);
        if (char.IsHighSurrogate(high) && raw.Length >= 12 && raw[6] == '\\' && raw[7] == 'u' && Unit(raw[6..]) is var low && char.IsLowSurrogate(low))
        {
            Write(char.ConvertToUtf32(high, low), text);
            return 12;
        }
        Write(high, text);
        return 6;
    }

    static char Unit(ReadOnlySpan<byte> raw) => (char)Convert.ToUInt16(System.Text.Encoding.ASCII.GetString(raw.Slice(2, 4)), 16);

    // A lone surrogate becomes its three generalised bytes: the next reader sees ill-formed UTF-8, and only there.
    static void Write(int rune, ArrayBufferWriter<byte> text)
    {
        ReadOnlySpan<byte> bytes = rune switch
        {
            < 0x80 => [(byte)rune],
            < 0x800 => [(byte)(0xC0 | rune >> 6), (byte)(0x80 | rune & 63)],
            < 0x10000 => [(byte)(0xE0 | rune >> 12), (byte)(0x80 | rune >> 6 & 63), (byte)(0x80 | rune & 63)],
            _ => [(byte)(0xF0 | rune >> 18), (byte)(0x80 | rune >> 12 & 63), (byte)(0x80 | rune >> 6 & 63), (byte)(0x80 | rune & 63)],
        };
        text.Write(bytes);
    }
}
