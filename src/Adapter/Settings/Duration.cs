using System.Globalization;

namespace Adapter.Settings;

/// <summary>A length of time as settings write it: <c>200ms</c>, <c>5s</c>, <c>30m</c>, <c>2h</c>, <c>7d</c> or <c>hh:mm:ss</c>.</summary>
static class Duration
{
    static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        if (text.Contains(':')) return TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out duration);
        foreach (var (unit, length) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (int.TryParse(text[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000_000)
            {
                duration = length * count;
                return true;
            }
        }
        duration = default;
        return false;
    }

    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        var (unit, length) = Units.Last(unit => duration.Ticks % unit.Length.Ticks == 0);
        return $"{duration.Ticks / length.Ticks}{unit}";
    }
}
