namespace Adapter.Contracts;

static partial class Checks
{
    static bool Mobile(in Case at) => at.Value.Length != 11 || !Digits.All(at.Value);

    static bool Landline(in Case at)
    {
        foreach (var part in at.Value.AsSpan().Split(','))
        {
            if (!IsLandline(at.Value.AsSpan(part))) return true;
        }
        return false;
    }

    static bool Email(in Case at) =>
        at.Value.IndexOf('@') is var sign && (sign < 1 || sign == at.Value.Length - 1 || at.Value.LastIndexOf('@') != sign);

    static bool IsLandline(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = text.Split(parts, '-');
        return count is 2 or 3
            && IsNumber(text[parts[0]], 3, 4) && text[0] == '0'
            && IsNumber(text[parts[1]], 7, 8)
            && (count == 2 || IsNumber(text[parts[2]], 1, 6));
    }

    static bool IsNumber(ReadOnlySpan<char> text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && Digits.All(text);
}
