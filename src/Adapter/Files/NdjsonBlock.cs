namespace Adapter.Files;

/// <summary>Whole lines of a file that stand one after another. Filled again and again by <see cref="NdjsonBlocks"/>.</summary>
sealed class NdjsonBlock
{
    readonly List<(int Start, int Length)> lines = [];

    /// <summary>Place of the block in its file, from 0.</summary>
    public long Number { get; set; }
    /// <summary>The number of its first record, from 1.</summary>
    public long FirstRow { get; set; }
    public int Count => lines.Count;
    public byte[] Bytes { get; } = new byte[NdjsonBlocks.Size];

    /// <summary>A line without its end; false when it was too long to be held.</summary>
    public bool TryGet(int n, out ReadOnlySpan<byte> line)
    {
        line = lines[n].Length < 0 ? [] : Bytes.AsSpan(lines[n].Start, lines[n].Length);
        return lines[n].Length >= 0;
    }

    public void Clear() => lines.Clear();

    public void Add(int start, int length)
    {
        if (!Bytes.AsSpan(start, length).Trim(" \t\r"u8).IsEmpty) lines.Add((start, length));
    }

    public void AddTooLong() => lines.Add((0, -1));
}
