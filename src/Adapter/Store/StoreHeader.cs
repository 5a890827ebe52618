using System.Buffers.Binary;

namespace Adapter.Store;

/// <summary>The first 100 bytes of a SQLite file of ours, read as bytes: SQLite believes some of what stands there.</summary>
static class StoreHeader
{
    const int Length = 100;
    const int PageSize = 8192;
    const int FrameHead = 24;
    const int LogHead = 32;

    const int JournalAt = 18;

    /// <summary>Offset and bytes of what never changes: magic, page size, payload fractions; no vacuum, no versions.</summary>
    static readonly (int At, byte[] Bytes)[] Always = [(0, "SQLite format 3\0"u8.ToArray()), (16, [0x20, 0]), (20, [0, 64, 32, 32]), (52, new byte[4]), (60, new byte[12])];

    /// <summary>Format and UTF-8: in the file since the first checkpoint.</summary>
    static readonly (int At, byte[] Bytes)[] Later = [(44, [0, 0, 0, 4]), (56, [0, 0, 0, 1])];

    public static bool IsEmpty(string file) => !File.Exists(file) || new FileInfo(file).Length == 0;

    public static Damage? WhatIsWrong(string file)
    {
        // Before the file itself: a checkpoint in between brings there what stood in the log, never the other way.
        var wal = new FileInfo(file + "-wal");
        var inWal = wal.Exists ? wal.Length / (PageSize + FrameHead) : 0;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[Length];
        if (stream.ReadAtLeast(header, Length, throwOnEndOfStream: false) < Length) return Wrong("文件被截断");
        // What is not in the file yet stands in the WAL; a journal is rolled back first.
        if (File.Exists(file + "-journal")) return null;
        // Begun, and ended before its first table.
        var isBare = stream.Length == PageSize && Number(40) == 0;
        var parts = inWal > 0 || isBare ? Always : Always.Concat(Later);
        if (!Fits(header, parts)) return inWal > 0 && StandsInLog(wal.FullName) ? null : Wrong("文件头与写入时不符");
        return Number(24) == Number(92) && stream.Length / PageSize + inWal < Number(28) ? Wrong("文件被截断") : null;

        uint Number(int at) => BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(at));
    }

    // A copy that was put back has a journal until the writer opens it.
    static bool Fits(byte[] header, IEnumerable<(int At, byte[] Bytes)> parts) => header[JournalAt] == header[JournalAt + 1] && header[JournalAt] is (1 or 2)
        && parts.All(part => header.AsSpan(part.At, part.Bytes.Length).SequenceEqual(part.Bytes));

    // A power loss tears what a checkpoint was writing: the log still has it whole, and SQLite reads it there.
    static bool StandsInLog(string wal)
    {
        using var stream = new FileStream(wal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var (log, frame, header) = (new byte[LogHead], new byte[FrameHead], new byte[Length]);
        stream.ReadExactly(log);
        for (long at = LogHead; at + FrameHead + PageSize <= stream.Length; at += FrameHead + PageSize)
        {
            stream.Position = at;
            stream.ReadExactly(frame);
            // Of the first page, and since the log was begun anew.
            if (BinaryPrimitives.ReadUInt32BigEndian(frame) != 1 || !frame.AsSpan(8, 8).SequenceEqual(log.AsSpan(16, 8))) continue;
            stream.ReadExactly(header);
            if (Fits(header, Always)) return true;
        }
        return false;
    }

    static Damage Wrong(string what) => new("adapter.db", null, what);
}
