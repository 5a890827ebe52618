using System.Globalization;

namespace Adapter.Settings;

/// <summary>Reads one entry of <c>Adapter:Ministry:Closed</c>: weekly clock times, or two dated times.</summary>
static class ClosedWindow
{
    static readonly string[] WeekDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const string Example = "应写作 22:00 至 06:00（每天或 Days 所列各天），或 2026-02-13T18:00 至 2026-02-24T08:00";

    public static ClosedSettings Read(SettingsValues values)
    {
        var window = new ClosedSettings
        {
            Interface = values.Optional("Interface"),
            Days = values.List("Days", []),
            From = values.Text("From", ""),
            Until = values.Text("Until", ""),
        };
        foreach (var day in window.Days.Except(WeekDays))
            values.Wrong("Days", $"“{day}”不对", $"应为 {string.Join("、", WeekDays)} 中的若干项");
        if (IsClock(window.From) && IsClock(window.Until)) return window;
        if (!IsDated(window.From, out var from) || !IsDated(window.Until, out var until)) values.Wrong("From", "起止时间缺少、写错或不成对", Example);
        else if (until <= from) values.Wrong("Until", "结束不晚于开始", Example);
        else if (window.Days.Count > 0) values.Wrong("Days", "有日期的停机时段不能再写星期", Example);
        return window;
    }

    static bool IsClock(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    static bool IsDated(string text, out DateTime time) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
