using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Spectre.Console;
using Profile = Adapter.Wire.Profile;

namespace Adapter.Cli;

/// <summary><c>adapter download --hours</c>: what became of each hour; a line a region and day.</summary>
static class DownloadHours
{
    const string Legend = "# 有新申请或变更  . 下载过、无新申请  r 当时未下全、后来已补齐  X 漏下载  t 被限流  c 部平台维护  - 未入网  n 未开始  _ 未安排下载  ? 尚未结束";

    /// <param name="parsed">The command line.</param>
    /// <param name="code">Null = all regions.</param>
    /// <param name="day">Null = yesterday and today.</param>
    public static int Run(ParseResult parsed, string? code, DateOnly? day)
    {
        var settings = parsed.Settings();
        if (code is not null) Given.OwnRegion(code, settings);
        var agreement = Agreement.Load(settings.Contracts);
        using var store = OpenStore.Of(settings, services => services.AddSingleton(Profile.Load(agreement, settings.Ministry.Profile)).AddReading());
        var ledger = store.GetRequiredService<HourLedger>();
        if (day > ledger.Today) throw new NotDoneException("--day 不能晚于今天");
        IReadOnlyList<DateOnly> days = day is { } one ? [one] : [ledger.Today.AddDays(-1), ledger.Today];
        var entries = days.SelectMany(wanted => store.Read(session => ledger.Of(session, code, wanted))).ToList();
        if (parsed.IsJson()) entries.ForEach(parsed.WriteJson);
        else Show(parsed, entries, settings.Regions.ToDictionary(region => region.Code, region => Given.NameOf(agreement, region)));
        return entries.Exists(entry => entry.HasMissed) ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static void Show(ParseResult parsed, List<DayEntry> entries, Dictionary<string, string> names)
    {
        if (entries.Count == 0)
        {
            parsed.Output().WriteLine("设置 Adapter:Regions 中还没有入网地区");
            return;
        }
        var table = new Table().AddColumns("地区", "日期", "0时   6时    12时   18时", "新", "变更", "补到", "说明");
        foreach (var entry in entries)
        {
            table.Add($"{entry.AAB301} {names[entry.AAB301]}", entry.Day, HourLines.Marks(entry), $"{entry.Hours.Sum(hour => hour.New)}",
                $"{entry.Hours.Sum(hour => hour.Changed)}", $"{entry.Repaired}", string.Join("；", HourLines.Notes(entry)));
        }
        Screen.Of(parsed.Output()).Write(table);
        parsed.Output().WriteLine(Legend);
    }
}
