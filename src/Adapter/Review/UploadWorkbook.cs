using Adapter.Contracts;
using Adapter.Files;
using Adapter.Store;
using MiniExcelLibs;

namespace Adapter.Review;

/// <summary>Uploads of one kind as a workbook: mended there, it comes back through <see cref="Mending"/>.</summary>
static class UploadWorkbook
{
    /// <summary>Text cells all of them: nothing is a number, and nothing a formula. The mark stands below the records, and in the properties.</summary>
    /// <param name="stream">Open for reading and writing.</param>
    /// <param name="kind">Of the records.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="mark">Who takes it out.</param>
    public static void Write(Stream stream, Kind kind, IEnumerable<UploadRow> rows, WorkbookMark mark)
    {
        stream.SaveAs(rows.Select(row => Cells(kind, row)).Append(Line(kind, mark)));
        mark.Stamp(stream);
    }

    static Dictionary<string, object> Cells(Kind kind, UploadRow row)
    {
        var message = MessageReader.Read(kind, row.Payload);
        return Cells(kind, field => message[field.Index], UploadWords.Of(row), row.Code, row.Message);
    }

    static Dictionary<string, object> Line(Kind kind, WorkbookMark mark) => Cells(kind, field => field.Index == 0 ? mark.Line : "", "", "", "");

    static Dictionary<string, object> Cells(Kind kind, Func<Field, string?> value, string state, string? code, string? answer)
    {
        var cells = kind.Fields.ToDictionary(field => field.Code, object (field) => value(field) ?? "");
        cells[UploadColumns.State] = state;
        cells[UploadColumns.Code] = code ?? "";
        cells[UploadColumns.Answer] = answer ?? "";
        return cells;
    }
}
