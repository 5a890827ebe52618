using System.Buffers;
using System.Text;

namespace Adapter.Contracts;

static partial class Checks
{
    // Printable ASCII, what continues a character, and the first bytes of U+4000 to U+9FFF: no such character is hidden or private.
    static readonly SearchValues<byte> Plain = SearchValues.Create([.. Range(0x20, 0x7E), .. Range(0x80, 0xBF), .. Range(0xE4, 0xE9)]);

    // The first bytes of what may not stand in a name, of which the rest is then looked at.
    static readonly SearchValues<byte> NotInNames = SearchValues.Create([(byte)' ', (byte)'.', 0xE2, 0xE3, 0xEF]);

    static Breaches Text(ref Case at)
    {
        var value = at.Value;
        if (!value.ContainsAnyExcept(Plain) && IsShort(value, at.Steps.Length)) return Breaches.None;
        var scan = TextScan.Of(value);
        return (scan.IsSuspect ? Characters(value) : Breaches.None) | Length(ref at, scan);
    }

    // A character has at most four bytes, and no more than twice as many in GB18030 as in UTF-8.
    static bool IsShort(ReadOnlySpan<byte> utf8, int most) => utf8.Length <= most / 2 || (utf8.Length <= most && Ascii.IsValid(utf8));

    static Breaches Characters(ReadOnlySpan<byte> utf8)
    {
        var broken = Breaches.None;
        while (!utf8.IsEmpty)
        {
            var c = CodePoints.Take(ref utf8);
            broken |= When(IsHidden(c), Breaches.TextControl) | When(IsPrivate(c), Breaches.TextPrivateUse);
        }
        return broken;
    }

    static Breaches Length(ref Case at, TextScan scan)
    {
        var most = at.Steps.Length;
        if (scan.Characters > most) return Breaches.Length;
        if (!at.Steps.IsText || scan.MostBytes <= most || Gb18030.Length(at.Value) <= most) return Breaches.None;
        return at.Terms.CountsBytes ? Breaches.Length : Breaches.LengthBytes;
    }

    static Breaches Name(ref Case at)
    {
        if (!at.Value.ContainsAny(NotInNames)) return Breaches.None;
        var broken = Breaches.None;
        var rest = at.Value;
        while (!rest.IsEmpty)
        {
            var c = CodePoints.Take(ref rest);
            broken |= When(c is ' ' or '\u3000', Breaches.NameSpace);
            // Where the names of minorities have U+00B7 (民委发〔2016〕33号).
            broken |= When(c is '\u2022' or '\u30FB' or '\u2027' or '\uFF0E' or '\uFF65' or '\u22C5' or '.', Breaches.NameSeparator);
        }
        return broken;
    }

    static bool IsHidden(int c) => c is <= 0x1F or (>= 0x7F and <= 0x9F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
        or 0x2028 or 0x2029 or 0x2060 or 0x3164 or 0x2800 or 0xFEFF;

    // The second range: planes 15 and 16.
    static bool IsPrivate(int c) => c is (>= 0xE000 and <= 0xF8FF) or >= 0xF0000;

    static IEnumerable<byte> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(b => (byte)b);
}
