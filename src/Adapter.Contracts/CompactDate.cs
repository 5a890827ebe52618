namespace Adapter.Contracts;

/// <summary>Dates as the ministry writes them: 20260213, or 202602 where a month is accepted.</summary>
public static class CompactDate
{
    /// <summary>The day that eight ASCII digits name; null when they are no real day.</summary>
    public static DateOnly? Day(ReadOnlySpan<char> text)
    {
        if (text.Length != 8 || !Digits.All(text)) return null;
        var (year, month, day) = (Number(text[..4]), Number(text[4..6]), Number(text[6..]));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : null;
    }

    /// <summary>The first day of the month that six ASCII digits name; null when they are no real month.</summary>
    public static DateOnly? Month(ReadOnlySpan<char> text)
    {
        if (text.Length != 6) return null;
        Span<char> first = stackalloc char[8];
        text.CopyTo(first);
        "01".CopyTo(first[6..]);
        return Day(first);
    }

    static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + (digit - '0');
        return number;
    }
}
