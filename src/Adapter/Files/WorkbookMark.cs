using System.IO.Compression;
using System.Security;
using System.Text;

namespace Adapter.Files;

/// <summary>Says in a workbook who has taken it out and when: a line on the sheet, which is no record, and the workbook's properties.</summary>
/// <param name="By">An account or a user.</param>
/// <param name="At">yyyy-MM-dd HH:mm, China time.</param>
/// <param name="Why">What for.</param>
sealed record WorkbookMark(string By, string At, string Why)
{
    const string Begins = "导出标记：";
    const string Part = "docProps/core.xml";

    public string Line => $"{Begins}{By} {At} 导出。用途：{Why}。内有个人信息，不得外传，用后删除";

    /// <summary>Whether a row of a sheet is such a line.</summary>
    public static bool Is(IReadOnlyList<string> cells) => cells.Any(cell => cell.StartsWith(Begins, StringComparison.Ordinal));

    /// <summary>Gives the workbook its properties.</summary>
    /// <param name="workbook">Whole, without any; open for reading and writing.</param>
    public void Stamp(Stream workbook)
    {
        using var archive = new ZipArchive(workbook, ZipArchiveMode.Update, leaveOpen: true);
        Insert(archive, "[Content_Types].xml", "</Types>", $"<Override PartName=\"/{Part}\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
        Insert(archive, "_rels/.rels", "</Relationships>", $"<Relationship Id=\"mark\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"{Part}\"/>");
        Write(archive, Part, $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:creator>{SecurityElement.Escape(By)}</dc:creator><dc:description>{SecurityElement.Escape(Line)}</dc:description>
            </cp:coreProperties>
            """);
    }

    static void Insert(ZipArchive archive, string part, string before, string text)
    {
        var entry = archive.GetEntry(part)!;
        string whole;
        using (var reader = new StreamReader(entry.Open(), Encoding.UTF8)) whole = reader.ReadToEnd();
        entry.Delete();
        Write(archive, part, whole.Replace(before, text + before, StringComparison.Ordinal));
    }

    static void Write(ZipArchive archive, string part, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(part).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
