namespace Adapter.Contracts;

/// <summary>Citizen id numbers of 15 and 18 characters, as text: judged, never rewritten.</summary>
/// <remarks>GB 11643-1999; the check character is ISO 7064 MOD 11-2.</remarks>
public static class CitizenId
{
    static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const string CheckCharacters = "10X98765432";

    /// <summary>First character no letter, 15 ASCII digits, or 17 and the right check character (x counts as X).</summary>
    public static bool WellFormed(string number) =>
        !LengthIsWrong(number) && !DigitsAreWrong(number) && !CheckIsWrong(number) && !char.IsAsciiLetter(number[0]);

    /// <summary>The check character that belongs to 17 ASCII digits: 0-9 or X.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (digits[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    /// <summary>For comparison and search only: a well-formed 15 as its 18, X for x; anything else with X for x.</summary>
    public static string Normalise(string number)
    {
        if (number.Length != 15 || !WellFormed(number)) return number.Replace('x', 'X');
        var digits = string.Concat(number.AsSpan(0, 6), "19", number.AsSpan(6));
        return digits + CheckCharacter(digits);
    }

    /// <summary>The birth day in a well-formed number; null when its digits are no real day.</summary>
    public static DateOnly? Birth(string wellFormed)
    {
        Span<char> day = stackalloc char[8];
        if (wellFormed.Length == 18) wellFormed.AsSpan(6, 8).CopyTo(day);
        else
        {
            "19".CopyTo(day);
            wellFormed.AsSpan(6, 6).CopyTo(day[2..]);
        }
        return CompactDate.Day(day);
    }

    /// <summary>Whether a well-formed number is a man's: its 17th digit (15 long: its 15th) is odd.</summary>
    public static bool IsMale(string wellFormed) => (wellFormed[wellFormed.Length == 18 ? 16 : 14] - '0') % 2 == 1;

    internal static bool LengthIsWrong(string number) =>
        number.Length == 0 || (!char.IsAsciiLetter(number[0]) && CodePoints.Count(number) is not 15 and not 18);

    internal static bool DigitsAreWrong(string number) => CodePoints.Count(number) switch
    {
        15 => !Digits.All(number),
        18 => !Digits.All(number.AsSpan(0, 17)),
        _ => false,
    };

    internal static bool CheckIsWrong(string number) =>
        CodePoints.Count(number) == 18 && Digits.All(number.AsSpan(0, 17))
        && (number.Length != 18 || (number[17] == 'x' ? 'X' : number[17]) != CheckCharacter(number));
}
