namespace Adapter.Benchmarks.Peers;

/// <summary>What the rules ask of a citizen's number, for strings.</summary>
static class PlainNumbers
{
    const string CheckCharacters = "10X98765432";
    static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static bool HasLength(string number) => number.Length is 15 or 18 || char.IsAsciiLetter(number[0]);

    public static bool HasDigits(string number) => number.Length switch
    {
        15 => PlainTexts.AreDigits(number),
        18 => PlainTexts.AreDigits(number.AsSpan(0, 17)),
        _ => true,
    };

    public static bool HasCheck(string number)
    {
        if (number.Length != 18 || !HasDigits(number)) return true;
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (number[i] - '0') * weights[i];
        return CheckCharacters[sum % 11] == char.ToUpperInvariant(number[17]);
    }

    public static bool IsRight(string number) => HasLength(number) && HasDigits(number) && HasCheck(number);

    public static bool IsWellFormed(string? number) => !PlainTexts.IsBlank(number) && !char.IsAsciiLetter(number![0]) && IsRight(number);

    public static bool IsMale(string number) => (number[number.Length == 18 ? 16 : 14] - '0') % 2 == 1;

    public static DateOnly? Birth(string number) => number.Length == 18 ? PlainTexts.Day(number.AsSpan(6, 8)) : PlainTexts.Day($"19{number.AsSpan(6, 6)}");

    public static string Normal(string number) => number.Replace('x', 'X');
}
