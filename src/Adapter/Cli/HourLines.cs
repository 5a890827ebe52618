using Adapter.Intake;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>A day of the hour ledger in a clerk's words.</summary>
static class HourLines
{
    /// <summary>A mark an hour, in four parts.</summary>
    public static string Marks(DayEntry day) => string.Join(' ', day.Hours.Chunk(6).Select(part => string.Concat(part.Select(Mark))));

    /// <summary>Why hours were missed, what the repair saw, and that the region is quiet.</summary>
    public static IEnumerable<string> Notes(DayEntry day)
    {
        foreach (var missed in Missed(day)) yield return missed;
        if (day.QuietSince is { } last) yield return $"往常有申请，{last} 之后一份也没有，请向该地区和部平台核实";
        if (day.Repair is not { } repair) yield break;
        if (repair.Scope == RunScope.Pending) yield return "部平台不支持重复下载，每日核对只能查到待审核的";
        if (repair.State != "done") yield return $"{Cells.Time(repair.At)} 的核对没有下全";
        else if (repair.Total != repair.Held) yield return $"{Cells.Time(repair.At)} 核对：部平台有 {repair.Total} 份，其中已有 {repair.Held} 份";
        if (repair.Unlisted > 0) yield return $"{Cells.Time(repair.At)} 核对：已有的申请中 {repair.Unlisted} 份部平台不再列出";
    }

    /// <summary>Hours side by side with the same cause in one.</summary>
    static IEnumerable<string> Missed(DayEntry day)
    {
        var missed = day.Hours.Where(hour => hour.State is HourState.Missed or HourState.Throttled).ToList();
        for (var i = 0; i < missed.Count;)
        {
            var end = i + 1;
            while (end < missed.Count && missed[end].Hour == missed[end - 1].Hour + 1 && missed[end].Code == missed[i].Code) end++;
            var span = end - i == 1 ? $"{missed[i].Hour} 时" : $"{missed[i].Hour} 至 {missed[end - 1].Hour} 时";
            yield return $"{span}未下载，{(missed[i].Message ?? "").TrimEnd('。')}（{missed[i].Code}）";
            i = end;
        }
    }

    static char Mark(HourEntry hour) => hour.State switch
    {
        HourState.Done => '#',
        HourState.Empty => '.',
        HourState.Repaired => 'r',
        HourState.Missed => 'X',
        HourState.Throttled => 't',
        HourState.Closed => 'c',
        HourState.Offline => '-',
        HourState.Unbegun => 'n',
        HourState.Idle => '_',
        _ => '?',
    };
}
