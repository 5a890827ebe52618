using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Spectre.Console;
using Profile = Adapter.Wire.Profile;

namespace Adapter.Cli;

/// <summary><c>adapter download</c>: asks the platform now. The daemon may be at work: what both receive is known to the second.</summary>
static class DownloadVerb
{
    const int AtOnce = 8;

    public static Command Command()
    {
        var region = new Option<string?>("--region") { Description = "只下载这个地区（默认：全部入网地区）", HelpName = "地区" };
        var from = new Option<string?>("--from") { Description = "申请日期不早于，与 --to 同时给出（默认：接着上次）", HelpName = "日期" };
        var to = new Option<string?>("--to") { Description = "申请日期不晚于", HelpName = "日期" };
        var hours = new Option<bool>("--hours") { Description = "不下载，只列出逐时下载记录；有漏下载而未补齐的，退出码为 2" };
        var day = new Option<string?>("--day") { Description = "与 --hours 同用：哪一天（默认昨天和今天）", HelpName = "日期" };
        var command = new Command("download", Verb.Describe("立即下载申请；有地区没有下载成功或没有下全的，退出码为 2",
            "adapter download", "adapter download --region 370102 --from 2026-02-01 --to 2026-02-13 --json", "adapter download --hours --day 2026-02-13"))
        {
            region, from, to, hours, day, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(hours)) return DownloadHours.Run(parsed, parsed.GetValue(region), Day(parsed.GetValue(day), parsed.GetValue(from), parsed.GetValue(to)));
            if (parsed.GetValue(day) is not null) throw new NotDoneException("--day 只与 --hours 同用；下载某些天的申请请用 --from 和 --to");
            var settings = parsed.SettingsToRun(warn: false);
            var regions = parsed.GetValue(region) is { } code ? [Given.OwnRegion(code, settings)] : settings.Regions;
            var window = Window(parsed.GetValue(from), parsed.GetValue(to));
            await using var provider = Open(settings);
            var asked = provider.GetRequiredService<AskedDownloads>();
            Refuse(asked.WhatIsWrong(window), provider);
            var report = new DownloadReport(parsed, provider.GetRequiredService<Agreement>());
            var by = Actor.AtTerminal();
            var each = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
            await parsed.WithBars(async bars =>
            {
                await Parallel.ForEachAsync(regions, each, async (one, token) =>
                {
                    var bar = bars?.AddTask(one.Code).IsIndeterminate();
                    report.Add(one, await asked.Run(by, one.Code, window, run => bar?.Description($"{one.Code} {run.Pages} 页 {run.Received} 份"), token));
                    bar?.StopTask();
                });
                return report;
            });
            return report.Close();
        });
        return command;
    }

    static DateOnly? Day(string? day, string? from, string? to) => from is null && to is null
        ? Given.Day("--day", day)
        : throw new NotDoneException("--hours 不与 --from、--to 同用，请用 --day 指定一天");

    static Window? Window(string? from, string? to)
    {
        var (first, last) = (Given.Day("--from", from), Given.Day("--to", to));
        if (first is null && last is null) return null;
        if (first is null || last is null) throw new NotDoneException("--from 和 --to 应同时给出");
        Given.InOrder(first, last);
        if (last > ChinaTime.Date(TimeProvider.System.GetUtcNow())) throw new NotDoneException("--to 不能晚于今天");
        return new(first.Value, last.Value);
    }

    static ServiceProvider Open(AdapterSettings settings)
    {
        var profile = Profile.Load(Agreement.Load(settings.Contracts), settings.Ministry.Profile);
        return OpenStore.Of(settings, services => services.AddMinistry(settings, profile).AddIntake());
    }

    static void Refuse(string code, ServiceProvider provider)
    {
        if (code == "") return;
        if (code != "download.closed") throw new NotDoneException(Problems.Line(code));
        var (hours, now) = (provider.GetRequiredService<OpeningHours>(), provider.GetRequiredService<TimeProvider>().GetUtcNow());
        var opens = hours.OpensAt(provider.GetRequiredService<Profile>().InterfaceOf("download").Code, now) is { } end ? $"，{Cells.Time(Stamp.Of(end))} 后再下载" : "";
        throw new NotDoneException($"部平台维护中{opens}（设置 Ministry:Closed）");
    }
}
