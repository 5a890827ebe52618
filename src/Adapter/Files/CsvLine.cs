namespace Adapter.Files;

/// <summary>A row of a table that a person may open as a sheet (<see cref="TextCell"/>).</summary>
static class CsvLine
{
    public static void Write(TextWriter text, IEnumerable<string?> cells) => text.Write(string.Join(',', cells.Select(Quoted)) + "\r\n");

    static string Quoted(string? cell)
    {
        var text = TextCell.Of(cell);
        return text.AsSpan().IndexOfAny(",\"\r\n\t") < 0 && text == text.Trim() ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
