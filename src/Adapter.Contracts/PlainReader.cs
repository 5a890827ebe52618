using System.Numerics;
using System.Runtime.CompilerServices;
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
        var fields = into.Kind.Order;
        var next = 0;
        do
        {
            // Records mostly come in the order of the list, and without white space.
            var field = next < fields.Length && json[at..].StartsWith(fields[next].Opening) ? fields[next] : null;
            Slice value;
            if (field is not null)
            {
                at += field.Opening.Length;
                if (!Rest(out value)) return false;
            }
            else if ((field = Name()) is null || !Take((byte)':') || !Value(out value)) return false;
            if (into.Has(field.Index)) return false;
            into.Put(field.Index, value);
            next = field.Index + 1;
        }
        while (Take((byte)','));
        if (!Take((byte)'}')) return false;
        SkipSpace();
        return at == json.Length;
    }

    Field? Name() => Text(out var name) ? into.Kind.Find(json.Slice(name.Start, name.Length)) : null;

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
        return Take((byte)'"') && Rest(out text);
    }

    /// <summary>What stands up to the closing quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Rest(out Slice text)
    {
        var end = at;
        while (end + Vector128<byte>.Count <= json.Length)
        {
            var marks = Marks(Vector128.Create(json[end..]));
            end += marks == 0 ? Vector128<byte>.Count : BitOperations.TrailingZeroCount(marks);
            if (marks != 0) break;
        }
        while (end < json.Length && json[end] is >= 0x20 and not (byte)'"' and not (byte)'\\') end++;
        text = new(at, end - at);
        if (end == json.Length || json[end] != (byte)'"') return false;
        at = end + 1;
        return true;
    }

    // Where a string ends, or has what makes it none that is plain: an escape, a control character.
    static uint Marks(Vector128<byte> bytes) => (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
        | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
        | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool Take(byte mark)
    {
        if ((uint)at >= (uint)json.Length || json[at] != mark) return TakeBehindSpace(mark);
        at++;
        return true;
    }

    bool TakeBehindSpace(byte mark)
    {
        SkipSpace();
        if (at >= json.Length || json[at] != mark) return false;
        at++;
        return true;
    }

    void SkipSpace()
    {
        while (at < json.Length && json[at] is ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) at++;
    }
}
