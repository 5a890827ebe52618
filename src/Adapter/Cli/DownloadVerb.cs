using System.CommandLine;
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
        var command = new Command("download", Verb.Describe("立即下载申请；有地区没有下载成功或没有下全的，退出码为 2",
            "adapter download", "adapter download --region 370102 --from 2026-02-01 --to 2026-02-13 --json"))
        {
            region, from, to, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var settings = parsed.SettingsToRun(warn: false);
            var regions = parsed.GetValue(region) is { } code ? [Given.OwnRegion(code, settings)] : settings.Regions;
            var window = Window(parsed.GetValue(from), parsed.GetValue(to));
            await using var provider = Open(settings);
            RefuseWhileClosed(provider);
            var report = new DownloadReport(parsed, provider.GetRequiredService<Agreement>());
            var downloader = provider.GetRequiredService<Downloader>();
            var each = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
            await parsed.WithBars(async bars =>
            {
                await Parallel.ForEachAsync(regions, each, async (one, token) =>
                {
                    var bar = bars?.AddTask(one.Code).IsIndeterminate();
                    report.Add(one, await downloader.Run(one.Code, window, run => bar?.Description($"{one.Code} {run.Pages} 页 {run.Received} 份"), token));
                    bar?.StopTask();
                });
                return report;
            });
            return report.Close();
        });
        return command;
    }

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

    static void RefuseWhileClosed(ServiceProvider provider)
    {
        var (hours, now) = (provider.GetRequiredService<OpeningHours>(), provider.GetRequiredService<TimeProvider>().GetUtcNow());
        var download = provider.GetRequiredService<Profile>().InterfaceOf("download").Code;
        if (hours.IsOpen(download, now)) return;
        var opens = hours.OpensAt(download, now) is { } end ? $"，{Cells.Time(Stamp.Of(end))} 后再下载" : "";
        throw new NotDoneException($"部平台维护中{opens}（设置 Ministry:Closed）");
    }
}
