using System.Text;

namespace Adapter.Benchmarks.Peers;

/// <summary>What the rules ask of a text, written for strings as a program would that uses a library of rules.</summary>
static class PlainTexts
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    static readonly System.Buffers.SearchValues<char> Hidden = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0x200B, 5)).Concat(Enumerable.Range(0x202A, 5)).Select(c => (char)c),
            '\u2028', '\u2029', '\u2060', '\u3164', '\u2800', '\uFEFF']);
    static readonly System.Buffers.SearchValues<char> Separators = System.Buffers.SearchValues.Create("\u2022\u30FB\u2027\uFF0E\uFF65\u22C5.");

    public static bool IsBlank(string? text) => text is null || text.AsSpan().Trim(" \u3000\u00A0\t\r\n").IsEmpty;

    public static bool HasHidden(string text) => text.AsSpan().ContainsAny(Hidden);

    public static bool HasPrivate(string text) => text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') || text.AsSpan().ContainsAnyInRange('\uDB80', '\uDBFF');

    public static bool IsLong(string text, int most) => text.Length > most && Characters(text) > most;

    public static bool IsLongInBytes(string text, int most) => text.Length * 4 > most && !IsLong(text, most) && Gb18030.GetByteCount(text) > most;

    public static bool HasSeparator(string text) => text.AsSpan().ContainsAny(Separators);

    public static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    public static bool IsMobile(string text) => text.Length == 11 && AreDigits(text);

    public static bool IsLandline(string text)
    {
        foreach (var part in text.AsSpan().Split(','))
        {
            if (!IsOneLandline(text.AsSpan(part))) return false;
        }
        return true;
    }

    public static bool IsEmail(string text) => text.IndexOf('@') is var sign && sign > 0 && sign < text.Length - 1 && text.LastIndexOf('@') == sign;

    public static DateOnly? Day(ReadOnlySpan<char> text) =>
        text.Length == 8 && AreDigits(text) && DateOnly.TryParseExact(text, "yyyyMMdd", out var day) ? day : null;

    static int Characters(string text)
    {
        var count = text.Length;
        foreach (var c in text) count -= char.IsLowSurrogate(c) ? 1 : 0;
        return count;
    }

    static bool IsOneLandline(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '-');
        return count is 2 or 3 && IsNumber(text[parts[0]], 3, 4) && text[0] == '0' && IsNumber(text[parts[1]], 7, 8)
            && (count == 2 || IsNumber(text[parts[2]], 1, 6));
    }

    static bool IsNumber(ReadOnlySpan<char> text, int shortest, int longest) => text.Length >= shortest && text.Length <= longest && AreDigits(text);
}
