using System.Text;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>Accepted records as a file that can be imported again: a part at a time, whatever there are.</summary>
static class DeliveredFile
{
    /// <summary>The endings it can have.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".csv", ".ndjson", ".xlsx"];

    /// <param name="stream">Empty; open for reading and writing.</param>
    /// <param name="ending">One of <see cref="Endings"/>.</param>
    /// <param name="kind">Of the records.</param>
    /// <param name="rows">In order.</param>
    /// <param name="mark">Who takes it out; stands in a workbook.</param>
    /// <exception cref="FileFault">There are more than a sheet holds.</exception>
    public static void Write(Stream stream, string ending, Kind kind, IEnumerable<UploadRow> rows, WorkbookMark mark)
    {
        if (ending == ".xlsx") UploadWorkbook.Write(stream, kind, Bounded(rows), mark);
        else
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(ending == ".csv"), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            if (ending == ".csv") WriteTable(text, kind, rows);
            else foreach (var row in rows) text.WriteLine(MessageReader.Read(kind, row.Payload).ToJson());
        }
    }

    static void WriteTable(StreamWriter text, Kind kind, IEnumerable<UploadRow> rows)
    {
        CsvLine.Write(text, kind.Fields.Select(field => field.Code).Concat(UploadColumns.Extra));
        foreach (var row in rows)
        {
            var message = MessageReader.Read(kind, row.Payload);
            CsvLine.Write(text, [.. kind.Fields.Select(field => message[field.Index]), UploadWords.Of(row), row.Code, row.Message]);
        }
    }

    static IEnumerable<UploadRow> Bounded(IEnumerable<UploadRow> rows)
    {
        foreach (var (place, row) in rows.Index())
            yield return place < ReportWorkbook.MostRows - 1 ? row : throw new FileFault("记录超过一个工作表所能容纳的行数，请导出为 .csv，或按日期、地区分开导出。");
    }
}
