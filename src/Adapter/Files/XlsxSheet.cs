using System.IO.Compression;
using System.Xml;

namespace Adapter.Files;

/// <summary>The rows of one sheet, one at a time.</summary>
sealed class XlsxSheet(ZipArchive archive, IReadOnlyList<string> shared, SheetRules rules) : IDisposable
{
    const int MostColumns = 16_384;
    const int ExactDigits = 15;

    readonly XmlReader reader = XlsxArchive.Part(archive, XlsxArchive.FirstSheet(archive, rules.MostBytes), rules.MostBytes) ?? throw new InvalidDataException("no sheet");

    /// <summary>A row's texts by column, and the columns that hold a truth value, an error, a number that has lost digits, or a formula where none is taken.</summary>
    public sealed record Row(List<string> Cells, List<int> Unreadable, long? Number = null);

    /// <summary>The next row; null after the last.</summary>
    public Row? Next()
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "row") return ReadRow();
        }
        return null;
    }

    public void Dispose() => reader.Dispose();

    Row ReadRow()
    {
        var row = new Row([], [], long.TryParse(reader.GetAttribute("r"), out var number) ? number : null);
        if (reader.IsEmptyElement) return row;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "row"))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c") ReadCell(row);
        }
        return row;
    }

    void ReadCell(Row row)
    {
        var column = reader.GetAttribute("r") is { } place ? Column(place) : row.Cells.Count;
        var type = reader.GetAttribute("t") ?? "n";
        var (text, isComputed) = Value(type);
        while (row.Cells.Count <= column) row.Cells.Add("");
        if (text.Length == 0 && !isComputed) return;
        if ((isComputed && !rules.TakesFormulas) || type is "b" or "e" || (type == "n" && HasLostDigits(text))) row.Unreadable.Add(column);
        else row.Cells[column] = type == "s" ? Shared(text) : text;
    }

    (string Text, bool IsComputed) Value(string type)
    {
        var (text, isComputed) = ("", false);
        if (reader.IsEmptyElement) return (text, isComputed);
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "c"))
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == (type == "inlineStr" ? "is" : "v")) text = SharedTexts.Text(reader);
            else if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "f") isComputed = true;
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
