using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adapter.Contracts;

/// <summary>A kind and its values by field index, as received: judged, never rewritten.</summary>
public sealed class Message
{
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly string?[] values;

    public Message(Kind kind) : this(kind, new string?[kind.Fields.Count]) { }

    internal Message(Kind kind, string?[] values)
    {
        Kind = kind;
        this.values = values;
    }

    public Kind Kind { get; }

    /// <summary>Names of members that the field list does not have, malformed ones too, in order of appearance. Kept in the raw text, not sent.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Field codes (or unknown names) whose member cannot be read; "" when the record is no JSON object.</summary>
    public IReadOnlyList<string> Malformed { get; init; } = [];

    public string? this[int index] => values[index];

    /// <summary>The value as received; null when the member is missing, null or not of this kind.</summary>
    public string? this[string code] => Kind.Find(code) is { } field ? values[field.Index] : null;

    /// <summary>Missing, null, "" or only white space (U+0020, U+3000, U+00A0, tab, CR, LF).</summary>
    public bool IsEmpty(string code) => IsBlank(this[code]);

    /// <summary>The key as text: <c>370102/370102260101000001</c>; null when a part is empty.</summary>
    public string? Key => Kind.Key.Any(IsEmpty) ? null : string.Join('/', Kind.Key.Select(code => this[code]));

    /// <summary>A copy with one value changed.</summary>
    /// <exception cref="KeyNotFoundException">The kind does not list this code.</exception>
    public Message With(string code, string? value)
    {
        var field = Kind.Find(code) ?? throw new KeyNotFoundException($"{Kind} has no field {code}");
        var changed = (string?[])values.Clone();
        changed[field.Index] = value;
        return new(Kind, changed) { Unknown = Unknown, Malformed = Malformed };
    }

    /// <summary>A message of another kind with the values of all fields that both have.</summary>
    public Message As(Kind other)
    {
        var taken = new string?[other.Fields.Count];
        foreach (var field in other.Fields) taken[field.Index] = this[field.Code];
        return new(other, taken);
    }

    /// <summary>
    /// Non-empty listed members as <c>code=value</c>, sorted ordinally, joined by &amp;: what ContentSm3 is made of
    /// and what "same content" means (wire.md, SYDJ1004).
    /// </summary>
    public string Canonical() => string.Join('&', Kind.Fields
        .Where(field => !IsBlank(values[field.Index]))
        .Select(field => $"{field.Code}={values[field.Index]}")
        .Order(StringComparer.Ordinal));

    /// <summary>A message from code -> value pairs; names compare without case, unlisted names go to <see cref="Unknown"/>.</summary>
    /// <param name="kind">What the members are of.</param>
    /// <param name="members">No name twice; a null value is an absent one.</param>
    /// <param name="malformed">Names whose value could not be read; <c>[""]</c> when the whole record could not.</param>
    public static Message Of(Kind kind, IEnumerable<KeyValuePair<string, string?>> members, IReadOnlyList<string>? malformed = null)
    {
        var values = new string?[kind.Fields.Count];
        var unknown = new List<string>();
        foreach (var (name, value) in members)
        {
            if (kind.Find(name) is { } field) values[field.Index] = value;
            else unknown.Add(name);
        }
        return new(kind, values) { Unknown = unknown, Malformed = malformed ?? [] };
    }

    /// <summary>An object with every field of the kind in the order of the list, "" where there is none.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in Kind.Fields) writer.WriteString(field.Code, values[field.Index] ?? "");
        writer.WriteEndObject();
    }

    /// <summary>What <see cref="WriteTo"/> writes, as text with Chinese unescaped.</summary>
    public string ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Readable)) WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    internal static bool IsBlank(string? value) =>
        value is null || value.AsSpan().Trim(" \u3000\u00A0\t\r\n").IsEmpty;
}
