using System.Globalization;
using Adapter.Settings;

namespace Adapter.Ministry;

/// <summary>One closed window: weekly by clock times, or dated.</summary>
sealed record ClosedWindow(string? Interface, IReadOnlyList<DayOfWeek> Days, DateTime From, DateTime Until, bool IsDated)
{
    static readonly string[] Names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <exception cref="FormatException">The window's days or times cannot be read.</exception>
    public static ClosedWindow Of(ClosedSettings settings)
    {
        var isDated = settings.From.Contains('-');
        return new(settings.Interface, [.. settings.Days.Select(Day)], Time(settings.From), Time(settings.Until), isDated);
    }

    public bool IsFor(string interfaceCode) => Interface is null || string.Equals(Interface, interfaceCode, StringComparison.OrdinalIgnoreCase);

    /// <summary>The end of the window that holds this China time; null when none does.</summary>
    public DateTime? EndAt(DateTime local)
    {
        if (IsDated) return local >= From && local < Until ? Until : null;
        return EndOnDay(local, local.Date) ?? EndOnDay(local, local.Date.AddDays(-1));
    }

    DateTime? EndOnDay(DateTime local, DateTime day)
    {
        if (Days.Count > 0 && !Days.Contains(day.DayOfWeek)) return null;
        var from = day + From.TimeOfDay;
        var until = day + Until.TimeOfDay;
        if (until <= from) until = until.AddDays(1);
        return local >= from && local < until ? until : null;
    }

    static DayOfWeek Day(string name)
    {
        var day = Array.FindIndex(Names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return day >= 0 ? (DayOfWeek)day : throw new FormatException($"'{name}' is no day: Mon Tue Wed Thu Fri Sat Sun");
    }

    static DateTime Time(string text) => text == "24:00"
        ? DateTime.UnixEpoch.Date
        : DateTime.ParseExact(text, ["HH:mm", "HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault);
}
