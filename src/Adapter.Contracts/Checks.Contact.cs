namespace Adapter.Contracts;

static partial class Checks
{
    static Breaches Mobile(ref Case at)
    {
        at.IsPlain = at.Value.Length == 11 && Digits.All(at.Value);
        return When(!at.IsPlain, Breaches.Mobile);
    }

    static Breaches Landline(ref Case at)
    {
        var rest = at.Value;
        for (var comma = rest.IndexOf((byte)','); comma >= 0; comma = rest.IndexOf((byte)','))
        {
            if (!IsLandline(rest[..comma])) return Breaches.Landline;
            rest = rest[(comma + 1)..];
        }
        at.IsPlain = IsLandline(rest);
        return When(!at.IsPlain, Breaches.Landline);
    }

    static Breaches Email(ref Case at) => When(
        at.Value.IndexOf((byte)'@') is var sign && (sign < 1 || sign == at.Value.Length - 1 || at.Value.LastIndexOf((byte)'@') != sign), Breaches.Email);

    static bool IsLandline(ReadOnlySpan<byte> text)
    {
        var area = text.IndexOf((byte)'-');
        if (area < 0 || text[0] != '0' || !IsNumber(text[..area], 3, 4)) return false;
        var rest = text[(area + 1)..];
        var number = rest.IndexOf((byte)'-');
        return number < 0 ? IsNumber(rest, 7, 8) : IsNumber(rest[..number], 7, 8) && IsNumber(rest[(number + 1)..], 1, 6);
    }

    static bool IsNumber(ReadOnlySpan<byte> text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && Digits.All(text);
}
