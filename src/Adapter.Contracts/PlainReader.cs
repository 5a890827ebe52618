using System.Numerics;
using System.Runtime.Intrinsics;

namespace Adapter.Contracts;

/// <summary>
/// Reads a record as nearly all come: one object of strings without escapes and nulls, names as the list writes them, none
/// twice. It gives up on anything else, broken JSON too, and the general reader begins anew.
/// </summary>
ref struct PlainReader(ReadOnlySpan<byte> json, Message into)
{
    readonly ReadOnlySpan<byte> json = json;
    int at;

    /// <summary>Whether it was such a record; the message then has its values. It must be valid UTF-8.</summary>
    public bool TryRead()
    {
        if (!Take((byte)'{')) return false;
        var next = 0;
        do
        {
            if (Name(next) is not { } field || !Take((byte)':') || into.Has(field.Index) || !Value(out var value)) return false;
            into.Put(field.Index, value);
            next = field.Index + 1;
        }
        while (Take((byte)','));
        if (!Take((byte)'}')) return false;
        SkipSpace();
        return at == json.Length;
    }

    // Records mostly come in the order of the list.
    Field? Name(int expected)
    {
        SkipSpace();
        var fields = into.Kind.Order;
        if (expected < fields.Length && json[at..].StartsWith(fields[expected].Quoted))
        {
            at += fields[expected].Quoted.Length;
            return fields[expected];
        }
        if (!Text(out var name)) return null;
        return into.Kind.Find(json.Slice(name.Start, name.Length));
    }

    bool Value(out Slice value)
    {
        if (Text(out value)) return true;
        value = Slice.Void;
        if (!json[at..].StartsWith("null"u8)) return false;
        at += 4;
        return true;
    }

    bool Text(out Slice text)
    {
        text = default;
        if (!Take((byte)'"')) return false;
        var end = at;
        while (end + Vector128<byte>.Count <= json.Length && Marks(Vector128.Create(json[end..])) is var marks)
        {
            end += marks == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(marks);
            if (marks != 0) break;
        }
        while (end < json.Length && json[end] is >= 0x20 and not (byte)'"' and not (byte)'\\') end++;
        if (end == json.Length || json[end] != (byte)'"') return false;
        text = new(at, end - at);
        at = end + 1;
        return true;
    }

    // Where a string ends, or has what makes it none that is plain: an escape, a control character.
    static uint Marks(Vector128<byte> bytes) => (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
        | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
        | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();

    bool Take(byte mark)
    {
        if (at < json.Length && json[at] == mark)
        {
            at++;
            return true;
        }
        SkipSpace();
        if (at == json.Length || json[at] != mark) return false;
        at++;
        return true;
    }

    void SkipSpace()
    {
        while (at < json.Length && json[at] is ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) at++;
    }
}
