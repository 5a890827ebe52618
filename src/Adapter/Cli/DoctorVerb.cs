using System.CommandLine;
using Adapter.Settings;
using Adapter.Wire;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter doctor</c>: looks at all that must be right, and says how to mend what is not.</summary>
static class DoctorVerb
{
    static readonly Option<bool> Live = new("--live") { Description = "只看本机的常驻服务是否在应答（供容器和监控使用）" };

    static readonly Option<bool> Whole = new("--store") { Description = "只查数据库：逐页、逐行与写入时比对（可在服务运行时执行；无误则恢复因损坏而暂停的上传和下载）" };

    public static Command Command()
    {
        var command = new Command("doctor", Verb.Describe("体检：设置、数据目录、数据库、端口、证书、时钟、部平台连通",
            "adapter doctor", "adapter doctor --json", "adapter doctor --live", "adapter doctor --store"))
        {
            Live, Whole, Verb.JsonOption(),
        };
        command.SetAction(Run);
        return command;
    }

    static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var report = parsed.ReadSettings();
        var checks = parsed.GetValue(Live) ? [await new MachineChecks(report, TimeProvider.System).OfService(stop)]
            : parsed.GetValue(Whole) ? await StoreDoctor.Run(parsed, parsed.Settings(), stop)
            : await Checks(report, TimeProvider.System, stop);
        if (parsed.IsJson())
        {
            foreach (var check in checks)
                parsed.WriteJson(new { check.Id, health = check.Health.ToString().ToLowerInvariant(), check.What, check.Found, check.Mend });
        }
        else Show(checks, parsed);
        return checks.Any(check => check.Health == Health.Failed) ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static async Task<IReadOnlyList<Checkup>> Checks(SettingsReport report, TimeProvider time, CancellationToken stop)
    {
        var checks = new List<Checkup>(await new MachineChecks(report, time).Run(stop));
        if (report.Errors.Count > 0 || RunRules.Check(report.Settings).Count > 0) return checks;
        try
        {
            checks.AddRange(await OutwardChecks.Run(report.Settings, time, stop));
        }
        catch (KeyException wrong)
        {
            checks.Add(new("keys", "密钥和证书", Health.Failed, wrong.Message.TrimEnd('。'), "请更正后再试"));
        }
        return checks;
    }

    static void Show(IReadOnlyList<Checkup> checks, ParseResult parsed)
    {
        foreach (var check in checks.Where(check => check.Health != Health.Passed))
            parsed.Output().WriteLine(check.Line);
        var table = new Table().AddColumns("检查", "结果", "情况", "怎么办");
        foreach (var check in checks)
        {
            var color = check.Health switch { Health.Passed => Color.Green, Health.Warning => Color.Yellow, _ => Color.Red };
            table.AddRow(new Text(check.What), new Text(check.Word, new(color)), new Text(check.Found), new Text(check.Mend));
        }
        Screen.Of(parsed.Output()).Write(table);
    }
}
