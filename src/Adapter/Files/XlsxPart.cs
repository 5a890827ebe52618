using System.IO.Compression;
using System.Xml;

namespace Adapter.Files;

/// <summary>The XML of one part of a workbook. Some bytes of a packed one may unfold without end: each step is bounded, and the whole.</summary>
sealed class XlsxPart : IDisposable
{
    // A name or an attribute is held whole.
    const int MostOfStep = 4 << 20;
    const int Deepest = 32;

    static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };

    readonly CappedStream bytes;

    XlsxPart(Stream part, long mostBytes)
    {
        bytes = new(part, mostBytes, MostOfStep);
        Xml = XmlReader.Create(bytes, Strict);
    }

    /// <summary>Where <see cref="Read"/> has come.</summary>
    public XmlReader Xml { get; }

    /// <summary>Null when the workbook has no such part.</summary>
    public static XlsxPart? Find(ZipArchive archive, string path, long mostBytes) =>
        archive.GetEntry(path) is { } entry ? new(entry.Open(), mostBytes) : null;

    /// <summary>Goes on to the next node; false at the end.</summary>
    public bool Read()
    {
        bytes.Begin();
        return Xml.Depth <= Deepest ? Xml.Read() : throw new InvalidDataException("nested too deep");
    }

    /// <summary>Goes on to the next element of this name; false when there is none.</summary>
    public bool ReadTo(string element)
    {
        while (Read())
        {
            if (IsAt(element)) return true;
        }
        return false;
    }

    public bool IsAt(string element) => Xml.NodeType == XmlNodeType.Element && Xml.LocalName == element;

    /// <summary>Goes on within an element; false at its end.</summary>
    public bool ReadWithin(string element) => Read() && !(Xml.NodeType == XmlNodeType.EndElement && Xml.LocalName == element);

    public static FileFault TooLong() => new("工作簿中有过长的单元格或行，无法读取。");

    public void Dispose()
    {
        Xml.Dispose();
        bytes.Dispose();
    }
}
