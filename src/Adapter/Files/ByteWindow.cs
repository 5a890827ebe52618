using System.Text;

namespace Adapter.Files;

/// <summary>A sliding part of a UTF-8 stream, without its byte order mark. Never larger than the longest record.</summary>
sealed class ByteWindow(Stream utf8)
{
    readonly byte[] buffer = new byte[RecordFile.LongestRecord];
    int start;
    int end;
    bool begun;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);
    public bool IsFull => end - start == buffer.Length;

    public void Skip(int count) => start += count;

    /// <summary>Adds what comes next; false at the end of the stream.</summary>
    public bool Fill()
    {
        if (start > 0) Bytes.CopyTo(buffer);
        (start, end) = (0, end - start);
        var before = end;
        try
        {
            end += begun ? utf8.Read(buffer.AsSpan(end)) : utf8.ReadAtLeast(buffer.AsSpan(end), 3, false);
        }
        catch (DecoderFallbackException fault)
        {
            throw TextEncoding.Unknown(fault);
        }
        var grew = end > before;
        if (!begun && Bytes.StartsWith(Encoding.UTF8.Preamble)) Skip(3);
        begun = true;
        return grew;
    }
}
