using System.Text;

namespace Adapter.Files;

/// <summary>
/// A JSON object a line, in blocks of whole lines for one reader or several: each takes the next block when it has done
/// with one. Blank lines are no records; a line that is too long is one, but is not held.
/// </summary>
sealed class NdjsonBlocks(Stream utf8) : IDisposable
{
    // So much of the file at once stays in the cache of a core.
    const int Step = 1 << 18;

    /// <summary>A block begins with what the one before had of a line, and takes some more.</summary>
    public const int Size = RecordFile.LongestRecord + Step;

    readonly Lock gate = new();
    readonly byte[] rest = new byte[RecordFile.LongestRecord];
    int held;
    bool isTooLong;
    bool begun;
    bool ended;
    long blocks;
    long rows;
    Exception? fault;

    /// <summary>Fills a block with the lines that come next; false after the last one.</summary>
    /// <exception cref="FileFault">No line holds a record, or the encoding changes; what stood before has been given out.</exception>
    public bool Fill(NdjsonBlock block)
    {
        lock (gate)
        {
            do
            {
                block.Clear();
                if (ended) return fault is null && rows > 0 ? false : throw fault ?? RecordFile.Empty();
                Cut(block, Read(block.Bytes));
            }
            while (block.Count == 0);
            (block.Number, block.FirstRow) = (blocks++, rows + 1);
            rows += block.Count;
            return true;
        }
    }

    public void Dispose() => utf8.Dispose();

    ReadOnlySpan<byte> Read(byte[] bytes)
    {
        rest.AsSpan(0, held).CopyTo(bytes);
        var (length, full) = (held, held + Step);
        try
        {
            while (length < full && !ended)
            {
                var read = utf8.Read(bytes.AsSpan(length, full - length));
                ended = read == 0;
                length += read;
            }
        }
        catch (Exception exception) when (exception is DecoderFallbackException or IOException)
        {
            (ended, fault) = (true, exception is DecoderFallbackException ? TextEncoding.Unknown(exception) : exception);
        }
        return bytes.AsSpan(0, length);
    }

    void Cut(NdjsonBlock block, ReadOnlySpan<byte> bytes)
    {
        var start = begun || !bytes.StartsWith(Encoding.UTF8.Preamble) ? 0 : Encoding.UTF8.Preamble.Length;
        begun = true;
        for (int length; (length = bytes[start..].IndexOf((byte)'\n')) >= 0; start += length + 1) Add(block, start, length);
        held = bytes.Length - start;
        if (ended && fault is null && (held > 0 || isTooLong)) Add(block, start, held);
        else Keep(bytes[start..]);
    }

    void Add(NdjsonBlock block, int start, int length)
    {
        if (isTooLong || length >= RecordFile.LongestRecord) block.AddTooLong();
        else block.Add(start, length);
        isTooLong = false;
    }

    void Keep(ReadOnlySpan<byte> line)
    {
        if (line.Length >= RecordFile.LongestRecord || isTooLong) (isTooLong, held) = (true, 0);
        else line.CopyTo(rest);
    }
}
