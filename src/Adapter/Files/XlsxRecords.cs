using System.IO.Compression;
using System.Xml;
using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>The first sheet of a workbook, its first row the field codes. Streamed: only the shared texts are held.</summary>
static class XlsxRecords
{
    /// <exception cref="FileFault">While it is read: it is no workbook, or too large.</exception>
    public static IEnumerable<FileRow> Read(Kind kind, Stream file, SheetRules rules, FieldMap? map)
    {
        using var archive = Guarded(() => new ZipArchive(file, ZipArchiveMode.Read, true));
        var (sheets, shared) = Guarded(() => (XlsxArchive.Sheets(archive, rules.MostBytes), SharedTexts.Of(archive, rules.MostBytes)));
        using var sheet = Guarded(() => new XlsxSheet(archive, sheets[0], shared, rules));
        if (Guarded(sheet.Next) is not { } first) throw RecordFile.Empty();
        var header = new Header(kind, first.Cells, map);
        // They would be left out without a word.
        if (sheets.Skip(1).Any(other => Guarded(() => HasRecords(other))))
            throw new FileFault($"工作簿中不止一个工作表有记录（第一行有 {string.Join("、", kind.Key)}），而只能读第一个；请把它们分别另存为文件。");
        for (var line = 2; Guarded(sheet.Next) is { } row; line++)
        {
            if ((row.Cells.TrueForAll(string.IsNullOrWhiteSpace) && row.Unreadable.Count == 0) || WorkbookMark.Is(row.Cells)) continue;
            yield return header.Row(row.Number ?? line, row.Cells, row.Unreadable);
        }

        bool HasRecords(string path)
        {
            using var other = new XlsxSheet(archive, path, shared, rules);
            return other.Next() is { } titles && kind.Key.All(code => titles.Cells.Any(title => Header.CodeOf(kind, title.Trim(), map) == code)) && other.Next() is not null;
        }
    }

    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or EndOfStreamException or IndexOutOfRangeException)
        {
            throw new FileFault("不是完整的xlsx工作簿（可能已损坏、加密，或是旧版xls）；请另存为xlsx或csv后重试。", fault);
        }
    }
}
