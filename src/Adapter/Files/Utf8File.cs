using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace Adapter.Files;

/// <summary>Whether a whole file is UTF-8, looked at in pieces by all cores: the answer is needed before its first record is.</summary>
static class Utf8File
{
    const int Piece = 1 << 18;
    const int LongestCharacter = 4;

    public static bool Is(FileStream file)
    {
        var (handle, length) = (file.SafeFileHandle, file.Length);
        var pieces = (length + Piece - 1) / Piece;
        var (next, isUtf8) = (-1L, true);
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            var bytes = new byte[Piece + LongestCharacter];
            for (long piece; isUtf8 && (piece = Interlocked.Increment(ref next)) < pieces;)
            {
                if (!IsValid(handle, piece, bytes)) isUtf8 = false;
            }
        });
        return isUtf8;
    }

    // A piece has the characters that begin in it: the last one is read to its end, and what continues a character of the piece before is left out.
    static bool IsValid(SafeFileHandle handle, long piece, byte[] bytes)
    {
        var length = Fill(handle, piece * Piece, bytes);
        var begin = piece == 0 ? 0 : Continuing(bytes.AsSpan(0, length));
        var end = length <= Piece ? length : Piece + Continuing(bytes.AsSpan(Piece, length - Piece));
        return Utf8.IsValid(bytes.AsSpan(begin, end - begin));
    }

    static int Fill(SafeFileHandle handle, long place, Span<byte> bytes)
    {
        var length = 0;
        for (int read; length < bytes.Length && (read = RandomAccess.Read(handle, bytes[length..], place + length)) > 0;) length += read;
        return length;
    }

    static int Continuing(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < LongestCharacter - 1 && count < bytes.Length && (bytes[count] & 0xC0) == 0x80) count++;
        return count;
    }
}
