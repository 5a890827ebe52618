using System.IO.Compression;

namespace Adapter.Files;

/// <summary>The rows of one sheet, one at a time.</summary>
/// <param name="archive">The workbook.</param>
/// <param name="path">Of the sheet.</param>
/// <param name="shared">Texts that its cells refer to.</param>
/// <param name="rules">What is taken of it.</param>
sealed class XlsxSheet(ZipArchive archive, string path, IReadOnlyList<string> shared, SheetRules rules) : IDisposable
{
    const int MostColumns = 16_384;
    const int ExactDigits = 15;

    readonly XlsxPart part = XlsxPart.Find(archive, path, rules.MostBytes) ?? throw new InvalidDataException("no sheet");

    /// <summary>A row's texts by column, and the columns that hold a truth value, an error, a number that has lost digits, or a formula where none is taken.</summary>
    public sealed record Row(List<string> Cells, List<int> Unreadable, long? Number = null);

    /// <summary>The next row; null after the last.</summary>
    public Row? Next() => part.ReadTo("row") ? ReadRow() : null;

    public void Dispose() => part.Dispose();

    Row ReadRow()
    {
        var row = new Row([], [], long.TryParse(part.Xml.GetAttribute("r"), out var number) ? number : null);
        if (part.Xml.IsEmptyElement) return row;
        for (var length = 0; part.ReadWithin("row");)
        {
            if (part.IsAt("c")) length += ReadCell(row);
            if (length > RecordFile.LongestRecord) throw XlsxPart.TooLong();
        }
        return row;
    }

    /// <summary>The characters of its text.</summary>
    int ReadCell(Row row)
    {
        var column = part.Xml.GetAttribute("r") is { } place ? Column(place) : row.Cells.Count;
        var type = part.Xml.GetAttribute("t") ?? "n";
        var (text, isComputed) = Value(type);
        while (row.Cells.Count <= column) row.Cells.Add("");
        if (text.Length == 0 && !isComputed) return 0;
        if ((isComputed && !rules.TakesFormulas) || type is "b" or "e" || (type == "n" && HasLostDigits(text))) row.Unreadable.Add(column);
        else row.Cells[column] = type == "s" ? Shared(text) : text;
        return row.Cells[column].Length;
    }

    (string Text, bool IsComputed) Value(string type)
    {
        var (text, isComputed) = ("", false);
        if (part.Xml.IsEmptyElement) return (text, isComputed);
        while (part.ReadWithin("c"))
        {
            if (part.IsAt(type == "inlineStr" ? "is" : "v")) text = SharedTexts.Text(part.Xml);
            else if (part.IsAt("f")) isComputed = true;
        }
        return (text, isComputed);
    }

    string Shared(string number) => int.TryParse(number, out var at) && at >= 0 && at < shared.Count
        ? shared[at]
        : throw new InvalidDataException("a cell refers to a text that is not there");

    // A spreadsheet keeps 15 digits of a number: an id number of 18 has become another one.
    static bool HasLostDigits(string number) => number.Contains('E') || number.Count(char.IsAsciiDigit) > ExactDigits;

    static int Column(string place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (!char.IsAsciiLetterUpper(letter)) break;
            column = (column * 26) + letter - 'A' + 1;
            if (column > MostColumns) throw new InvalidDataException("a column beyond the last");
        }
        return column == 0 ? throw new InvalidDataException("a cell without a column") : column - 1;
    }
}
