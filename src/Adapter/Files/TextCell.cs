namespace Adapter.Files;

/// <summary>A cell of a file that a person opens as a sheet: text, never a formula.</summary>
static class TextCell
{
    // Full-width signs too: some programs take them for the narrow ones.
    const string Begins = "=+-@\t\r\n\0＝＋－＠";

    public static string Of(string? text) => Stands(text) ? $"'{text}" : text ?? "";

    /// <summary>What <see cref="Of"/> was given.</summary>
    public static string Read(string cell) => cell is ['\'', ..] && Stands(cell[1..]) ? cell[1..] : cell;

    // Behind marks of a text too, so that each is told from what was marked.
    static bool Stands(string? text) => text?.TrimStart('\'') is { Length: > 0 } bare && Begins.Contains(bare[0]);
}
