namespace Adapter.Files;

/// <summary>A cell of a file that a person opens as a sheet: text, never a formula.</summary>
static class TextCell
{
    // Full-width signs too: some programs take them for the narrow ones.
    const string Begins = "=+-@\t\r\n\0＝＋－＠";

    public static string Of(string? text) => text is { Length: > 0 } && Begins.Contains(text[0]) ? $"'{text}" : text ?? "";
}
