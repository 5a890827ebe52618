using System.Buffers.Binary;
using System.Text;

namespace Adapter.Contracts;

/// <summary>Dates as the ministry writes them: 20260213, or 202602 where a month is accepted.</summary>
public static class CompactDate
{
    /// <summary>The day that eight ASCII digits name; null when they are no real day.</summary>
    public static DateOnly? Day(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length != 8 || !Digits.All(utf8)) return null;
        // Four pairs of digits at once, each of them a number of its own.
        var digits = BinaryPrimitives.ReadUInt64LittleEndian(utf8) & 0x0F0F0F0F0F0F0F0F;
        var pairs = (digits * 10) + (digits >> 8);
        var (year, month, day) = ((Pair(pairs, 0) * 100) + Pair(pairs, 1), Pair(pairs, 2), Pair(pairs, 3));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;
    }

    /// <summary>The day that a text names; null when it names none.</summary>
    public static DateOnly? Day(string? text)
    {
        Span<byte> utf8 = stackalloc byte[8];
        return text is { Length: 8 } && Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? Day(utf8[..length]) : null;
    }

    /// <summary>The first day of the month that six ASCII digits name; null when they are no real month.</summary>
    public static DateOnly? Month(ReadOnlySpan<byte> utf8) => utf8.Length == 6 ? Day([.. utf8, .. "01"u8]) : null;

    static int Pair(ulong pairs, int n) => (byte)(pairs >> (16 * n));
}
