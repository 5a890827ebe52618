using System.Runtime.Intrinsics;
using System.Text;

namespace Adapter.Contracts;

/// <summary>Citizen id numbers of 15 and 18 characters, as UTF-8: judged, never rewritten.</summary>
/// <remarks>GB 11643-1999; the check character is ISO 7064 MOD 11-2.</remarks>
public static class CitizenId
{
    const int Short = 15;
    const int Long = 18;

    // Of the first sixteen digits; the seventeenth has 2.
    static Vector128<ushort> FirstWeights => Vector128.Create((ushort)7, 9, 10, 5, 8, 4, 2, 1);
    static Vector128<ushort> NextWeights => Vector128.Create((ushort)6, 3, 7, 9, 10, 5, 8, 4);
    static ReadOnlySpan<byte> CheckCharacters => "10X98765432"u8;

    /// <summary>First character no letter, 15 ASCII digits, or 17 and the right check character (x counts as X).</summary>
    public static bool WellFormed(ReadOnlySpan<byte> number) => Breaches(number) == Contracts.Breaches.None && !char.IsAsciiLetter((char)number[0]);

    /// <summary>The check character that belongs to 17 ASCII digits: 0-9 or X.</summary>
    public static char CheckCharacter(ReadOnlySpan<byte> digits)
    {
        var (first, next) = Vector128.Widen(Vector128.Create(digits) - Vector128.Create((byte)'0'));
        var sum = Vector128.Sum((first * FirstWeights) + (next * NextWeights)) + ((digits[16] - '0') * 2);
        return (char)CheckCharacters[sum % 11];
    }

    /// <summary>For comparison and search only: a well-formed 15 as its 18, X for x; anything else with X for x.</summary>
    public static string Normalise(string number)
    {
        Span<byte> longer = stackalloc byte[Long];
        return number.Length == Short && Lengthen(Encoding.UTF8.GetBytes(number), longer) ? Encoding.UTF8.GetString(longer) : number.Replace('x', 'X');
    }

    /// <summary>Whether both are the same once normalised.</summary>
    internal static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        Span<byte> longer = stackalloc byte[Long];
        if (one.Length == other.Length) return EqualIgnoringX(one, other);
        if (one.Length == Short && Lengthen(one, longer)) return EqualIgnoringX(longer, other);
        return other.Length == Short && Lengthen(other, longer) && EqualIgnoringX(one, longer);
    }

    /// <summary>The birth day in a well-formed number; null when its digits are no real day.</summary>
    public static DateOnly? Birth(ReadOnlySpan<byte> wellFormed) => CompactDate.Day(wellFormed.Length == Long ? wellFormed[6..14] : [.. "19"u8, .. wellFormed[6..12]]);

    /// <summary>Whether a well-formed number is a man's: its 17th digit (15 long: its 15th) is odd.</summary>
    public static bool IsMale(ReadOnlySpan<byte> wellFormed) => (wellFormed[wellFormed.Length == Long ? 16 : 14] - '0') % 2 == 1;

    /// <summary>Which of id.length, id.digits and id.checksum are broken.</summary>
    internal static Breaches Breaches(ReadOnlySpan<byte> number)
    {
        if (number.IsEmpty) return Contracts.Breaches.IdLength;
        if (number.Length == Long && Digits.All(number[..(Long - 1)])) return Large(number[Long - 1]) == CheckCharacter(number) ? Contracts.Breaches.None : Contracts.Breaches.IdChecksum;
        return CodePoints.Count(number) switch
        {
            Short => Digits.All(number) ? Contracts.Breaches.None : Contracts.Breaches.IdDigits,
            // The last of eighteen characters is none of ASCII.
            Long => Digits.All(number[..(Long - 1)]) ? Contracts.Breaches.IdChecksum : Contracts.Breaches.IdDigits,
            _ => char.IsAsciiLetter((char)number[0]) ? Contracts.Breaches.None : Contracts.Breaches.IdLength,
        };
    }

    static bool Lengthen(ReadOnlySpan<byte> fifteen, Span<byte> eighteen)
    {
        if (!WellFormed(fifteen)) return false;
        fifteen[..6].CopyTo(eighteen);
        "19"u8.CopyTo(eighteen[6..]);
        fifteen[6..].CopyTo(eighteen[8..]);
        eighteen[Long - 1] = (byte)CheckCharacter(eighteen);
        return true;
    }

    static bool EqualIgnoringX(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.SequenceEqual(other)) return true;
        if (one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (Large(one[i]) != Large(other[i])) return false;
        }
        return true;
    }

    static byte Large(byte character) => character == (byte)'x' ? (byte)'X' : character;
}
