namespace Adapter.Files;

/// <summary>What is taken of a workbook.</summary>
/// <param name="MostBytes">Of each of its parts, unfolded.</param>
/// <param name="TakesFormulas">A formula's cell is the value that was last computed; else it cannot be read.</param>
sealed record SheetRules(long MostBytes = 4L << 30, bool TakesFormulas = true)
{
    /// <summary>What a person has mended is what was typed, and nothing computed.</summary>
    public static SheetRules OfMended { get; } = new(TakesFormulas: false);
}
