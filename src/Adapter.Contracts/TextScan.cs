using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adapter.Contracts;

/// <summary>One pass over a text of UTF-8, thirty-two bytes at a time: what all rules of text need to know of most texts.</summary>
/// <param name="Characters">Code points.</param>
/// <param name="MostBytes">No more than so many bytes in GB18030.</param>
/// <param name="IsSuspect">A hidden or private character may be there; otherwise none is.</param>
readonly record struct TextScan(int Characters, int MostBytes, bool IsSuspect)
{
    const int Width = 32;

    public static TextScan Of(ReadOnlySpan<byte> utf8)
    {
        var (ascii, characters, doubles, suspect) = (0, 0, 0, Vector256<byte>.Zero);
        Span<byte> last = stackalloc byte[Width + 1];
        for (var rest = utf8; !rest.IsEmpty;)
        {
            // The byte behind the last one is read too: blanks stand in for what is not there.
            var whole = rest.Length > Width;
            if (!whole)
            {
                last.Fill((byte)' ');
                rest.CopyTo(last);
                ascii -= Width - rest.Length;
                characters -= Width - rest.Length;
            }
            var (here, next) = (Vector256.Create(whole ? rest : last), Vector256.Create(whole ? rest[1..] : last[1..]));
            ascii += Count(Vector256.LessThan(here, Of(0x80)));
            characters += Count(~Within(here, 0x80, 0xBF));
            doubles += Count(Within(here, 0xE5, 0xE8)
                | (Vector256.Equals(here, Of(0xE4)) & Within(next, 0xB8, 0xBF))
                | (Vector256.Equals(here, Of(0xE9)) & Within(next, 0x80, 0xBD)));
            suspect |= Suspect(here, next);
            rest = whole ? rest[Width..] : [];
        }
        // U+4E00 to U+9F7F have two bytes in GB18030, what else is not ASCII at most four.
        return new(characters, ascii + (2 * doubles) + (4 * (characters - ascii - doubles)), suspect != Vector256<byte>.Zero);
    }

    // By the first byte of a character, and the second where the first alone does not tell.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Suspect(Vector256<byte> here, Vector256<byte> next) =>
        Vector256.LessThan(here, Of(0x20))
        | Vector256.Equals(here, Of(0x7F))
        | (Vector256.Equals(here, Of(0xC2)) & Vector256.LessThan(next, Of(0xA0)))
        | (Vector256.Equals(here, Of(0xE2)) & (Within(next, 0x80, 0x81) | Vector256.Equals(next, Of(0xA0))))
        | (Vector256.Equals(here, Of(0xE3)) & Vector256.Equals(next, Of(0x85)))
        | Vector256.Equals(here, Of(0xEE))
        | (Vector256.Equals(here, Of(0xEF)) & (Vector256.LessThan(next, Of(0xA4)) | Vector256.Equals(next, Of(0xBB))))
        | Vector256.GreaterThan(here, Of(0xF2));

    static Vector256<byte> Of(byte value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Within(Vector256<byte> bytes, byte first, byte last) => Vector256.LessThanOrEqual(bytes - Of(first), Of((byte)(last - first)));

    static int Count(Vector256<byte> matches) => BitOperations.PopCount(matches.ExtractMostSignificantBits());
}
