using System.IO.Compression;
using System.Xml;

namespace Adapter.Files;

/// <summary>The parts of a workbook.</summary>
static class XlsxArchive
{
    static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    /// <summary>A part's XML; null when the workbook has no such part.</summary>
    public static XmlReader? Part(ZipArchive archive, string path, long mostBytes = long.MaxValue) =>
        archive.GetEntry(path) is { } entry ? XmlReader.Create(new CappedStream(entry.Open(), mostBytes), Strict) : null;

    /// <summary>The path of the first sheet, in the order of the workbook's tabs.</summary>
    public static string FirstSheet(ZipArchive archive, long mostBytes)
    {
        var id = Attribute(archive, mostBytes, "xl/workbook.xml", "sheet", reader =>
            reader.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            ?? reader.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships"));
        var target = Attribute(archive, mostBytes, "xl/_rels/workbook.xml.rels", "Relationship", reader =>
            reader.GetAttribute("Id") == id ? reader.GetAttribute("Target") : null);
        return target.StartsWith('/') ? target[1..] : $"xl/{target}";
    }

    static string Attribute(ZipArchive archive, long mostBytes, string part, string element, Func<XmlReader, string?> take)
    {
        using var reader = Part(archive, part, mostBytes) ?? throw new InvalidDataException($"no {part}");
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element && take(reader) is { } value) return value;
        }
        throw new InvalidDataException($"no {element} in {part}");
    }
}
