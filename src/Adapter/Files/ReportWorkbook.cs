using System.Text;
using MiniExcelLibs;
using Sylvan.Data.Csv;

namespace Adapter.Files;

/// <summary>A report of faults (<see cref="FaultReport"/>) as a workbook: text cells, as many rows as a sheet holds.</summary>
static class ReportWorkbook
{
    /// <summary>Without the header.</summary>
    public const int MostRows = 1_048_575;

    // What a sheet takes into a cell; a longer text is in no field, and its file would not open.
    const int MostOfCell = 32_767;

    // A row of a file may be as long as this, each of its characters a quotation mark that stands twice here, and its findings come on top.
    const int LongestRow = RecordFile.LongestRecord * 4;

    /// <param name="stream">Of the workbook; open for reading and writing.</param>
    /// <param name="report">Path of the report.</param>
    public static void Write(Stream stream, string report) => stream.SaveAs(Rows(report).Take(MostRows));

    static IEnumerable<Dictionary<string, object>> Rows(string report)
    {
        using var text = new StreamReader(report, Encoding.UTF8);
        using var rows = CsvDataReader.Create(text, new() { HasHeaders = false, Delimiter = ',', MaxBufferSize = LongestRow });
        if (!rows.Read()) yield break;
        // A sheet has each column once, and none without a name.
        var titles = Enumerable.Range(0, rows.RowFieldCount).Select(rows.GetString).Select((title, i) => title == "" ? $"（{i + 1}）" : title).ToList();
        while (rows.Read())
        {
            var cells = new Dictionary<string, object>();
            for (var i = 0; i < titles.Count; i++) cells[titles[i]] = i < rows.RowFieldCount ? Cut(TextCell.Read(rows.GetString(i))) : "";
            yield return cells;
        }
    }

    static string Cut(string text) => text.Length <= MostOfCell ? text : text[..(char.IsHighSurrogate(text[MostOfCell - 1]) ? MostOfCell - 1 : MostOfCell)];
}
