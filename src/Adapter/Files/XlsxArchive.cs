using System.IO.Compression;
using System.Xml;

namespace Adapter.Files;

/// <summary>The parts of a workbook.</summary>
static class XlsxArchive
{
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
        using var xml = XlsxPart.Find(archive, part, mostBytes) ?? throw new InvalidDataException($"no {part}");
        while (xml.ReadTo(element))
        {
            if (take(xml.Xml) is { } value) return value;
        }
        throw new InvalidDataException($"no {element} in {part}");
    }
}
