using System.Text;

namespace Adapter.Contracts;

/// <summary>The unit in which the ministry's lengths are counted: a supplementary character counts as one.</summary>
static class CodePoints
{
    public static int Count(ReadOnlySpan<byte> utf8) => TextScan.Of(utf8).Characters;

    /// <summary>The first character of a text, which is taken away from it.</summary>
    public static int Take(ref ReadOnlySpan<byte> utf8)
    {
        var (first, length) = utf8 switch
        {
            [< 0x80, ..] => (utf8[0], 1),
            [>= 0xE0 and < 0xF0, var second, var third, ..] => (((utf8[0] & 0x0F) << 12) | ((second & 0x3F) << 6) | (third & 0x3F), 3),
            _ => Decoded(utf8),
        };
        utf8 = utf8[length..];
        return first;
    }

    static (int First, int Length) Decoded(ReadOnlySpan<byte> utf8)
    {
        Rune.DecodeFromUtf8(utf8, out var first, out var length);
        return (first.Value, length);
    }
}
