using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Adapter.Files;

/// <summary>The texts that cells of a workbook refer to by number.</summary>
static class SharedTexts
{
    // In characters: about 60 MB, so that no workbook takes the machine's memory.
    const int Most = 24 << 20;
    const int OverheadOfOne = 16;

    public static IReadOnlyList<string> Of(ZipArchive archive, long mostBytes)
    {
        using var part = XlsxPart.Find(archive, "xl/sharedStrings.xml", mostBytes);
        var texts = new List<string>();
        var size = 0L;
        while (part is not null && part.ReadTo("si"))
        {
            texts.Add(Text(part.Xml));
            size += texts[^1].Length + OverheadOfOne;
            if (size > Most) throw new FileFault("工作簿太大，请另存为csv后重试。");
        }
        return texts;
    }

    /// <summary>All text within the element at which the reader stands, without its phonetic guide.</summary>
    public static string Text(XmlReader reader)
    {
        var text = new StringBuilder();
        using var inner = reader.ReadSubtree();
        inner.Read();
        for (var more = inner.Read(); more;)
        {
            if (inner.NodeType == XmlNodeType.Element && inner.LocalName == "rPh")
            {
                inner.Skip();
                more = !inner.EOF;
                continue;
            }
            if (inner.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) Append(inner, text);
            more = inner.Read();
        }
        return Unescape(text.ToString());
    }

    // In chunks: a packed workbook may unfold a single text of gigabytes.
    static void Append(XmlReader reader, StringBuilder text)
    {
        var chunk = new char[256];
        for (int read; (read = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            text.Append(chunk, 0, read);
            if (text.Length > RecordFile.LongestRecord) throw XlsxPart.TooLong();
        }
    }

    // _x000D_ is how a workbook writes a character that XML cannot hold.
    static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;
}
