using System.IO.Compression;
using System.Xml;

namespace Adapter.Files;

/// <summary>The parts of a workbook.</summary>
static class XlsxArchive
{
    const int MostSheets = 255;

    /// <summary>The paths of the sheets that a person sees, in the order of the workbook's tabs; at least one.</summary>
    public static IReadOnlyList<string> Sheets(ZipArchive archive, long mostBytes)
    {
        var ids = Elements(archive, mostBytes, "xl/workbook.xml", "sheet", reader => reader.GetAttribute("state") is "hidden" or "veryHidden" ? null
            : reader.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            ?? reader.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships")).Take(MostSheets).ToList();
        var targets = Elements(archive, mostBytes, "xl/_rels/workbook.xml.rels", "Relationship", reader =>
            reader.GetAttribute("Target") is { } target && reader.GetAttribute("Id") is { } id && ids.Contains(id) ? (id, target) : ((string Id, string Target)?)null)
            .DistinctBy(relation => relation!.Value.Id).ToDictionary(relation => relation!.Value.Id, relation => relation!.Value.Target);
        var paths = ids.Select(targets.GetValueOrDefault).OfType<string>().Select(target => target.StartsWith('/') ? target[1..] : $"xl/{target}").ToList();
        return paths.Count > 0 ? paths : throw new InvalidDataException("no sheet");
    }

    static IEnumerable<T> Elements<T>(ZipArchive archive, long mostBytes, string part, string element, Func<XmlReader, T?> take)
    {
        using var xml = XlsxPart.Find(archive, part, mostBytes) ?? throw new InvalidDataException($"no {part}");
        while (xml.ReadTo(element))
        {
            if (take(xml.Xml) is { } value) yield return value;
        }
    }
}
