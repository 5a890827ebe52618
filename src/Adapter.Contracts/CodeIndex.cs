using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Adapter.Contracts;

/// <summary>Codes -> a value of each, looked up by UTF-8. A code of up to seven bytes is one number with its length: no text is made or compared.</summary>
sealed class CodeIndex<T> where T : struct
{
    const int LongestPacked = 7;

    readonly (ulong Key, T Value)[] slots;
    readonly int shift;
    readonly Dictionary<string, T> longer;

    public CodeIndex(IEnumerable<KeyValuePair<string, T>> codes)
    {
        var all = codes.ToLookup(code => Encoding.UTF8.GetByteCount(code.Key) <= LongestPacked);
        // Half of the slots at least stay free: a look ends at the first free one.
        var bits = BitOperations.Log2((uint)Math.Max(1, all[true].Count())) + 2;
        (slots, shift) = (new (ulong, T)[1 << bits], 64 - bits);
        foreach (var (code, value) in all[true]) slots[Place(Pack(Encoding.UTF8.GetBytes(code)))] = (Pack(Encoding.UTF8.GetBytes(code)), value);
        IsPlain = all.SelectMany(group => group).All(code => code.Key.All(c => c is >= ' ' and <= '~'));
        longer = new(all[false], StringComparer.Ordinal);
    }

    /// <summary>All codes are printable ASCII.</summary>
    public bool IsPlain { get; }

    /// <summary>The value of a code; false when it is not there, as the empty one never is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(ReadOnlySpan<byte> utf8, out T value)
    {
        if (utf8.Length > LongestPacked) return TryFindLonger(utf8, out value);
        var key = Pack(utf8);
        ref var slot = ref slots[Place(key)];
        value = slot.Value;
        return slot.Key == key && key != 0;
    }

    bool TryFindLonger(ReadOnlySpan<byte> utf8, out T value)
    {
        value = default;
        return longer.Count > 0 && longer.TryGetValue(Encoding.UTF8.GetString(utf8), out value);
    }

    /// <summary>The slot of a key, or the free one where it would stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Place(ulong key)
    {
        var place = (int)((key * 0x9E3779B97F4A7C15) >> shift);
        while (slots[place].Key != key && slots[place].Key != 0) place = (place + 1) & (slots.Length - 1);
        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Pack(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.Length;
        if (length >= 4)
        {
            ulong head = BinaryPrimitives.ReadUInt32LittleEndian(utf8);
            ulong tail = BinaryPrimitives.ReadUInt32LittleEndian(utf8[(length - 4)..]);
            return head | (tail << ((length - 4) * 8)) | ((ulong)length << 56);
        }
        if (length == 0) return 0;
        return utf8[0] | ((ulong)utf8[length / 2] << 8) | ((ulong)utf8[length - 1] << 16) | ((ulong)length << 56);
    }
}
