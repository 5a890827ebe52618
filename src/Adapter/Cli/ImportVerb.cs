using System.CommandLine;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter import --baseline KIND FILE</c>: what an earlier program downloaded, decided or sent, as history.</summary>
static class ImportVerb
{
    public static Command Command(Func<Stream>? standardInput = null)
    {
        var kind = new Argument<string>("KIND") { Description = $"记录种类：{string.Join("、", Agreement.Embedded.Kinds)}" };
        var file = new Argument<string>("FILE") { Description = ".ndjson、.json（数组）、.csv、.xlsx；- 为标准输入的NDJSON" };
        var baseline = new Option<bool>("--baseline") { Description = "作为历史数据：保存、可查、不上传" };
        var decided = new Option<bool>("--decided") { Description = "申请均已由以前的程序审核，即使其结果不在历史数据中" };
        var command = new Command("import", Verb.Describe("接收以前的程序下载、审核、上传过的历史数据；有不能接收的记录，退出码为 2",
            "adapter import --baseline audit-result 已上传结果.csv", "adapter import --baseline application 申请.ndjson --decided"))
        {
            kind, file, baseline, decided, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (!parsed.GetValue(baseline)) throw new NotDoneException("import 只接收历史数据，应写作 adapter import --baseline 种类 文件；要上传的记录请经本地接口报送");
            await using var store = OpenStore.Of(parsed.Settings(), services => services.AddIntake());
            var listed = Listed(store.GetRequiredService<Agreement>(), parsed.GetRequiredValue(kind));
            if (parsed.GetValue(decided) && listed.Becomes is null) throw new NotDoneException("--decided 只用于申请（application）");
            var records = Records(listed, parsed.GetRequiredValue(file), standardInput ?? Console.OpenStandardInput);
            var report = await parsed.WithBars(bars =>
            {
                var bar = bars?.AddTask("接收历史数据").IsIndeterminate();
                return Import(store.GetRequiredService<Baseline>(), listed, records, parsed.GetValue(decided), new(bar), stop);
            });
            return Tell(parsed, listed, report);
        });
        return command;
    }

    static async Task<BaselineReport> Import(Baseline baseline, Kind kind, IEnumerable<Message> records, bool decided, Reached reached, CancellationToken stop)
    {
        try
        {
            return await baseline.Import(Actor.AtTerminal(), kind, records, decided, reached, stop);
        }
        catch (Exception fault) when (fault is FileFault or IOException)
        {
            var line = fault is FileFault ? fault.Message.TrimEnd('。') : "文件读取中断，请检查磁盘或管道";
            throw new NotDoneException(reached.Report.Read == 0 ? line : $"{line}；此前 {reached.Report.Read} 条已处理，更正后重新执行即可，不会重复");
        }
    }

    static int Tell(ParseResult parsed, Kind kind, BaselineReport report)
    {
        if (parsed.IsJson()) parsed.WriteJson(report);
        else
        {
            var first = report.FirstUnusable > 0 ? $"（第一条在第 {report.FirstUnusable} 条：读不出 {string.Join("、", kind.Key)}）" : "";
            parsed.Output().WriteLine($"{kind.Title}共 {report.Read} 条：接收 {report.Taken} 条，已有 {report.Known} 条，不能接收 {report.Unusable} 条{first}");
        }
        return report.Unusable > 0 ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static Kind Listed(Agreement agreement, string name) => agreement.Kinds.FirstOrDefault(kind => kind.Name == name)
        ?? throw new NotDoneException($"没有“{Visible.Of(name)}”这种记录；可用：{string.Join("、", agreement.Kinds)}");

    static IEnumerable<Message> Records(Kind kind, string path, Func<Stream> pipe) =>
        path == "-" ? RecordFile.ReadPipe(kind, pipe()) : RecordFile.Read(kind, path);

    /// <summary>How far it is: shown where a person looks on, and told when the file breaks off.</summary>
    sealed class Reached(ProgressTask? bar) : IProgress<BaselineReport>
    {
        public BaselineReport Report { get; private set; } = new();

        void IProgress<BaselineReport>.Report(BaselineReport value)
        {
            Report = value;
            bar?.Description($"接收历史数据 {value.Read} 条");
        }
    }
}
