using System.Text;

namespace Adapter.Contracts;

/// <summary>How many bytes a text has in GB18030.</summary>
static class Gb18030
{
    static readonly Encoding Encoding = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static int Length(ReadOnlySpan<byte> utf8)
    {
        var length = 0;
        while (!utf8.IsEmpty)
        {
            if (utf8[0] < 0x80)
            {
                length++;
                utf8 = utf8[1..];
            }
            // U+5000 to U+8FFF
            else if (utf8[0] is >= 0xE5 and <= 0xE8)
            {
                length += 2;
                utf8 = utf8[3..];
            }
            else length += Length(CodePoints.Take(ref utf8));
        }
        return length;
    }

    static int Length(int character)
    {
        if (character < 0x80) return 1;
        // What has two bytes and is common: Chinese, its punctuation, full-width forms.
        if (character is (>= 0x4E00 and <= 0x9FA5) or (>= 0x3001 and <= 0x3003) or (>= 0x3005 and <= 0x3017) or (>= 0xFF01 and <= 0xFF5E)) return 2;
        Span<char> chars = stackalloc char[2];
        return Encoding.GetByteCount(chars[..new Rune(character).EncodeToUtf16(chars)]);
    }
}
