namespace Adapter.Simulator;

/// <summary>GB 11643-1999 check character, written apart from the checks that it serves to try.</summary>
static class CheckDigit
{
    const string Characters = "10X98765432";

    static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static char Of(ReadOnlySpan<char> first17)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += (first17[i] - '0') * Weights[i];
        return Characters[sum % 11];
    }

    public static string Complete(string first17) => first17 + Of(first17);
}
