using System.Buffers;
using System.Text;

namespace Adapter.Contracts;

static partial class Checks
{
    static readonly SearchValues<char> Invisible = SearchValues.Create(string.Concat(
        Range('\0', '\u001F'), Range('\u007F', '\u009F'), Range('\u200B', '\u200F'), Range('\u202A', '\u202E'),
        "\u2028\u2029\u2060\u3164\u2800\uFEFF"));

    // Where the names of minorities have U+00B7 (民委发〔2016〕33号).
    static readonly SearchValues<char> WrongSeparators = SearchValues.Create("\u2022\u30FB\u2027\uFF0E\uFF65\u22C5.");

    static readonly SearchValues<char> Spaces = SearchValues.Create(" \u3000");

    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    static bool TextControl(in Case at) => at.Value.AsSpan().ContainsAny(Invisible);

    // The second range: high surrogates of planes 15 and 16.
    static bool TextPrivateUse(in Case at) =>
        at.Value.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') || at.Value.AsSpan().ContainsAnyInRange('\uDB80', '\uDBFF');

    static bool Length(in Case at) => IsLong(at) || (at.Terms.CountsBytes && IsLongInBytes(at));

    static bool LengthBytes(in Case at) => !at.Terms.CountsBytes && !IsLong(at) && IsLongInBytes(at);

    static bool NameSpace(in Case at) => at.Value.AsSpan().ContainsAny(Spaces);

    static bool NameSeparator(in Case at) => at.Value.AsSpan().ContainsAny(WrongSeparators);

    static bool IsLong(in Case at) => at.Value.Length > at.Field.Length && CodePoints.Count(at.Value) > at.Field.Length;

    // A character has at most four bytes.
    static bool IsLongInBytes(in Case at) => at.Field.IsText
        && at.Value.Length * 4 > at.Field.Length
        && Gb18030.GetByteCount(at.Value) > at.Field.Length;

    static string Range(char first, char last) =>
        string.Create(last - first + 1, first, static (all, first) =>
        {
            for (var i = 0; i < all.Length; i++) all[i] = (char)(first + i);
        });
}
