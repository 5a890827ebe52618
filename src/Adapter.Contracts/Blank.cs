using System.Runtime.CompilerServices;

namespace Adapter.Contracts;

/// <summary>What counts as empty: nothing, or only white space (U+0020, U+3000, U+00A0, tab, CR, LF).</summary>
static class Blank
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(ReadOnlySpan<byte> utf8) => utf8.IsEmpty || (utf8[0] is <= (byte)' ' or 0xC2 or 0xE3 && IsSpace(utf8));

    static bool IsSpace(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            if (utf8[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') utf8 = utf8[1..];
            else if (utf8.StartsWith("\u00A0"u8)) utf8 = utf8[2..];
            else if (utf8.StartsWith("\u3000"u8)) utf8 = utf8[3..];
            else return false;
        }
        return true;
    }
}
