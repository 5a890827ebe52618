using System.Text;

namespace Adapter.Wire;

/// <summary>
/// One message as it stands on the wire. Names and values are kept exactly as they came, because they are what is signed.
/// </summary>
public sealed record Envelope(Profile Profile)
{
    /// <summary>Members of the header in their order, null read as "".</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Header { get; init; } = [];
    /// <summary>The exact body: JSON text or Base64 in UTF-8. May hold an ill-formed sequence when the sender wrote one.</summary>
    public ReadOnlyMemory<byte> BodyBytes { get; init; }
    public string EncType { get; init; } = Profile.Envelope.EncNone;
    public string SymmetricKey { get; init; } = "";
    public string IV { get; init; } = "";
    public string SignType { get; init; } = Profile.Envelope.SignNone;
    public string Sign { get; init; } = "";

    /// <summary>The body as text; ill-formed sequences read as U+FFFD.</summary>
    public string Body
    {
        get => Encoding.UTF8.GetString(BodyBytes.Span);
        init => BodyBytes = Encoding.UTF8.GetBytes(value);
    }

    public bool IsEncrypted => string.Equals(EncType, Profile.Envelope.EncSm4, StringComparison.OrdinalIgnoreCase);

    /// <summary>A header member by its role, names compared without case; "" when it is not there.</summary>
    public string this[HeaderRole role]
    {
        get
        {
            var name = Profile.HeaderName(role);
            foreach (var (key, value) in Header)
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) return value;
            return "";
        }
    }

    /// <summary>An envelope with the profile's header members in their order; roles that are not given are fixed or "".</summary>
    public static Envelope Of(Profile profile, IReadOnlyDictionary<HeaderRole, string> header, string body) => new(profile)
    {
        Header = [.. profile.Header.Select(rule => KeyValuePair.Create(rule.Name, header.GetValueOrDefault(rule.Role, rule.Value ?? "")))],
        Body = body,
    };

    /// <summary>Reads a message. False, with a stable English word, when it is none: form, truncated, encoding, duplicate, header, body, member.</summary>
    public static bool TryParse(Profile profile, ReadOnlyMemory<byte> bytes, out Envelope? envelope, out string? wrong) =>
        EnvelopeReader.TryRead(profile, bytes, out envelope, out wrong);

    /// <summary>The message as UTF-8 JSON, Chinese unescaped.</summary>
    /// <exception cref="ArgumentException">The body is not well-formed UTF-8.</exception>
    public byte[] ToBytes() => EnvelopeWriter.Write(this);

    /// <summary>The text that is signed, wire.md: sorted header, body, and key and IV when encrypted.</summary>
    public string SignedText() => Encoding.UTF8.GetString(SignedBytes());

    /// <summary>The exact bytes that are signed.</summary>
    public byte[] SignedBytes()
    {
        var names = Profile.Envelope;
        var text = new StringBuilder();
        foreach (var (name, value) in Header.OrderBy(member => member.Key, StringComparer.Ordinal))
            text.Append(name).Append('=').Append(value).Append('&');
        text.Append(names.SignedBody).Append('=');
        var tail = IsEncrypted ? $"&{names.SymmetricKey}={SymmetricKey}&{names.Iv}={IV}" : "";
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. BodyBytes.Span, .. Encoding.UTF8.GetBytes(tail)];
    }
}
