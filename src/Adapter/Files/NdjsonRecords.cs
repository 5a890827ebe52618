using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>A JSON object a line. A bad line is a malformed record; the next one is read all the same.</summary>
static class NdjsonRecords
{
    public static IEnumerable<FileRow> Read(MemberNames names, Stream utf8)
    {
        var (blocks, block) = (new NdjsonBlocks(utf8), new NdjsonBlock());
        while (blocks.Fill(block))
        {
            for (var n = 0; n < block.Count; n++) yield return Read(names, block, n);
        }
    }

    /// <summary>Reads a line of a block into a message whose record is no longer needed.</summary>
    public static void Read(NdjsonBlock block, int n, Message into)
    {
        if (block.TryGet(n, out var line)) MessageReader.Read(line, into);
        else into.Spoil();
    }

    static FileRow Read(MemberNames names, NdjsonBlock block, int n) =>
        block.TryGet(n, out var line) ? names.Row(block.FirstRow + n, line) : names.Unreadable(block.FirstRow + n);
}
