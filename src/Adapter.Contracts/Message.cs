using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Adapter.Contracts;

/// <summary>
/// A kind and its values by field index, as received: judged, never rewritten. The values are slices of one buffer of
/// UTF-8; a text is made when somebody asks for it.
/// </summary>
public sealed class Message
{
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic] static ArrayBufferWriter<byte>? written;

    readonly Slice[] slices;
    byte[] bytes = [];
    int used;

    public Message(Kind kind)
    {
        Kind = kind;
        slices = new Slice[kind.Fields.Count];
        slices.AsSpan().Fill(Slice.Absent);
    }

    public Kind Kind { get; }

    /// <summary>Names of members that the field list does not have, malformed ones too, in order of appearance. Kept in the raw text, not sent.</summary>
    public IReadOnlyList<string> Unknown { get; internal set; } = [];

    /// <summary>Field codes (or unknown names) whose member cannot be read; "" when the record is no JSON object.</summary>
    public IReadOnlyList<string> Malformed { get; internal set; } = [];

    public string? this[int index] => slices[index].Length < 0 ? null : Encoding.UTF8.GetString(Utf8(index));

    /// <summary>The value as received; null when the member is missing, null or not of this kind.</summary>
    public string? this[string code] => Kind.Find(code) is { } field ? this[field.Index] : null;

    /// <summary>The value as received, as UTF-8; empty when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8(int index) => slices[index] is { Length: > 0 } slice ? new(bytes, slice.Start, slice.Length) : [];

    /// <summary>Missing, null, "" or only white space (U+0020, U+3000, U+00A0, tab, CR, LF).</summary>
    public bool IsEmpty(string code) => Kind.Find(code) is not { } field || Blank.Is(Utf8(field.Index));

    /// <summary>The key as text: <c>370102/370102260101000001</c>; null when a part is empty.</summary>
    public string? Key => Kind.Key.Any(IsEmpty) ? null : string.Join('/', Kind.Key.Select(code => this[code]));

    /// <summary>A copy with one value changed.</summary>
    /// <exception cref="KeyNotFoundException">The kind does not list this code.</exception>
    public Message With(string code, string? value)
    {
        var field = Kind.Find(code) ?? throw new KeyNotFoundException($"{Kind} has no field {code}");
        var changed = new Message(Kind) { Unknown = Unknown, Malformed = Malformed };
        for (var i = 0; i < slices.Length; i++) changed.Put(i, this, i);
        changed.Put(field.Index, value);
        return changed;
    }

    /// <summary>A message of another kind with the values of all fields that both have.</summary>
    public Message As(Kind other)
    {
        var taken = new Message(other);
        foreach (var field in other.Fields)
        {
            if (Kind.Find(field.Code) is { } own) taken.Put(field.Index, this, own.Index);
        }
        return taken;
    }

    /// <summary>
    /// Non-empty listed members as <c>code=value</c>, sorted ordinally, joined by &amp;: what ContentSm3 is made of
    /// and what "same content" means (wire.md, SYDJ1004).
    /// </summary>
    public string Canonical() => Encoding.UTF8.GetString(CanonicalUtf8());

    /// <summary>The same in UTF-8. What is ill-formed stands as U+FFFD in it, as in every text made of a value.</summary>
    public byte[] CanonicalUtf8()
    {
        var text = written ??= new(4096);
        text.ResetWrittenCount();
        foreach (var field in Kind.ByCanonicalOrder)
        {
            var value = Utf8(field.Index);
            if (Blank.Is(value)) continue;
            if (text.WrittenCount > 0) text.Write("&"u8);
            Encoding.UTF8.GetBytes(field.Code, text);
            text.Write("="u8);
            text.Write(value);
        }
        return System.Text.Unicode.Utf8.IsValid(text.WrittenSpan) ? text.WrittenSpan.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.WrittenSpan));
    }

    /// <summary>A message from code -> value pairs; names compare without case, unlisted names go to <see cref="Unknown"/>.</summary>
    /// <param name="kind">What the members are of.</param>
    /// <param name="members">No name twice; a null value is an absent one.</param>
    /// <param name="malformed">Names whose value could not be read; <c>[""]</c> when the whole record could not.</param>
    public static Message Of(Kind kind, IEnumerable<KeyValuePair<string, string?>> members, IReadOnlyList<string>? malformed = null)
    {
        var message = new Message(kind) { Malformed = malformed ?? [] };
        List<string>? unknown = null;
        foreach (var (name, value) in members)
        {
            if (kind.Find(name) is { } field) message.Put(field.Index, value);
            else (unknown ??= []).Add(name);
        }
        message.Unknown = unknown ?? message.Unknown;
        return message;
    }

    /// <summary>A record that could not be read at all.</summary>
    public static Message Unreadable(Kind kind)
    {
        var message = new Message(kind);
        message.Spoil();
        return message;
    }

    /// <summary>An object with every field of the kind in the order of the list, "" where there is none.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteMembersTo(writer);
        writer.WriteEndObject();
    }

    /// <summary>The same into an object that is begun.</summary>
    public void WriteMembersTo(Utf8JsonWriter writer)
    {
        foreach (var field in Kind.Fields) writer.WriteString(field.Member, Utf8(field.Index));
    }

    /// <summary>What <see cref="WriteTo"/> writes, as text with Chinese unescaped.</summary>
    public string ToJson() => Encoding.UTF8.GetString(Written());

    /// <summary>The same in UTF-8.</summary>
    public byte[] ToUtf8() => Written().ToArray();

    ReadOnlySpan<byte> Written()
    {
        var json = written ??= new(4096);
        json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(json, Readable)) WriteTo(writer);
        return json.WrittenSpan;
    }

    /// <summary>Forgets all values, and holds the bytes of another record, to which slices may be put.</summary>
    internal ReadOnlySpan<byte> Hold(ReadOnlySpan<byte> record)
    {
        Clear();
        (Unknown, Malformed, used) = ([], [], record.Length);
        if (bytes.Length < record.Length) bytes = new byte[record.Length];
        record.CopyTo(bytes);
        return bytes.AsSpan(0, used);
    }

    internal void Clear() => slices.AsSpan().Fill(Slice.Absent);

    /// <summary>Another record takes its place, one that could not be read at all.</summary>
    public void Spoil()
    {
        Clear();
        (Unknown, Malformed) = ([], [""]);
    }

    internal void Put(int index, Slice slice) => slices[index] = slice;

    internal bool Has(int index) => slices[index] != Slice.Absent;

    /// <summary>Room behind the bytes that are held, of which <see cref="Keep"/> makes a slice.</summary>
    internal Span<byte> Room(int length)
    {
        if (bytes.Length < used + length) Array.Resize(ref bytes, Math.Max(used + length, bytes.Length * 2));
        return bytes.AsSpan(used);
    }

    internal Slice Keep(int length)
    {
        used += length;
        return new(used - length, length);
    }

    void Put(int index, string? value) =>
        slices[index] = value is null ? Slice.Absent : Keep(Encoding.UTF8.GetBytes(value, Room(Encoding.UTF8.GetMaxByteCount(value.Length))));

    void Put(int index, Message from, int there)
    {
        slices[index] = from.slices[there];
        if (slices[index].Length < 0) return;
        var value = from.Utf8(there);
        value.CopyTo(Room(value.Length));
        slices[index] = Keep(value.Length);
    }
}
