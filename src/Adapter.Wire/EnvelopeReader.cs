using System.Text;
using System.Text.Json;

namespace Adapter.Wire;

static class EnvelopeReader
{
    static readonly UTF8Encoding Strict = new(false, true);

    public static bool TryRead(Profile profile, ReadOnlyMemory<byte> bytes, out Envelope? envelope, out string? wrong)
    {
        envelope = null;
        wrong = null;
        try
        {
            envelope = ReadLeniently(profile, Decoding.Decode(bytes).Span);
        }
        catch (JsonException)
        {
            wrong = JsonText.EndsEarly(bytes.Span, profile.Transport.MaxDepth) ? "truncated" : "form";
        }
        catch (DecoderFallbackException)
        {
            wrong = "encoding";
        }
        catch (WrongMember member)
        {
            wrong = member.Message;
        }
        return envelope is not null;
    }

    // A raw control character inside the body's string is one record's fault: the body keeps it, and the page is read.
    static Envelope ReadLeniently(Profile profile, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Read(profile, bytes);
        }
        catch (JsonException) when (!JsonText.EndsEarly(bytes, profile.Transport.MaxDepth))
        {
            return Read(profile, JsonText.EscapeControls(bytes));
        }
    }

    static Envelope Read(Profile profile, ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = profile.Transport.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new WrongMember("form");
        IReadOnlyList<KeyValuePair<string, string>>? header = null;
        byte[]? body = null;
        var others = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = profile.Envelope;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            if (!seen.Add(name)) throw new WrongMember("duplicate");
            reader.Read();
            if (Same(name, names.Header)) header = ReadHeader(ref reader);
            else if (Same(name, names.Body) && reader.TokenType == JsonTokenType.String) body = JsonText.Unescape(ref reader);
            else if (Same(name, names.Body)) throw new WrongMember("body");
            else if (IsKnown(name, names)) others[name] = Scalar(ref reader);
            else reader.Skip();
        }
        if (reader.Read()) throw new WrongMember("form");
        if (header is null || body is null) throw new WrongMember("member");
        return new(profile)
        {
            Header = header,
            BodyBytes = body,
            EncType = others.GetValueOrDefault(names.EncType) is { Length: > 0 } type ? type : names.EncNone,
            SymmetricKey = others.GetValueOrDefault(names.SymmetricKey, ""),
            IV = others.GetValueOrDefault(names.Iv, ""),
            SignType = others.GetValueOrDefault(names.SignType) is { Length: > 0 } sign ? sign : names.SignNone,
            Sign = others.GetValueOrDefault(names.Sign, ""),
        };
    }

    static List<KeyValuePair<string, string>> ReadHeader(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new WrongMember("header");
        var header = new List<KeyValuePair<string, string>>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            if (!seen.Add(name)) throw new WrongMember("duplicate");
            reader.Read();
            header.Add(new(name, Scalar(ref reader)));
        }
        return header;
    }

    static bool IsKnown(string name, EnvelopeNames names) =>
        Same(name, names.EncType) || Same(name, names.SymmetricKey) || Same(name, names.Iv)
        || Same(name, names.SignType) || Same(name, names.Sign);

    static bool Same(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "",
        JsonTokenType.String => Text(ref reader),
        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
        _ => throw new WrongMember("member"),
    };

    static string Text(ref Utf8JsonReader reader) => Strict.GetString(JsonText.Unescape(ref reader));

    sealed class WrongMember(string word) : Exception(word);
}
