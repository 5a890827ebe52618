using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>A JSON object a line. A bad line is a malformed record; the next one is read all the same.</summary>
static class NdjsonRecords
{
    public static IEnumerable<Message> Read(Kind kind, Stream utf8)
    {
        var (blocks, block) = (new NdjsonBlocks(utf8), new NdjsonBlock());
        while (blocks.Fill(block))
        {
            for (var n = 0; n < block.Count; n++) yield return Read(kind, block, n);
        }
    }

    /// <summary>Reads a line of a block into a message whose record is no longer needed.</summary>
    public static void Read(NdjsonBlock block, int n, Message into)
    {
        if (block.TryGet(n, out var line)) MessageReader.Read(line, into);
        else into.Spoil();
    }

    static Message Read(Kind kind, NdjsonBlock block, int n)
    {
        var message = new Message(kind);
        Read(block, n, message);
        return message;
    }
}
