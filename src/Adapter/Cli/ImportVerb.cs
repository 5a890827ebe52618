using System.CommandLine;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Review;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter import KIND FILE</c>: records that are to be sent; with <c>--baseline</c> what an earlier program did, as history.</summary>
static class ImportVerb
{
    public static Command Command(Func<Stream>? standardInput = null)
    {
        var kind = new Argument<string>("KIND") { Description = $"记录种类：{string.Join("、", Agreement.Embedded.Kinds)}" };
        var file = new Argument<string>("FILE") { Description = ".csv、.tsv、.txt（逗号或制表符）、.xlsx、.ndjson、.json（数组）；与 --baseline 同用时 - 为标准输入的NDJSON" };
        var baseline = new Option<bool>("--baseline") { Description = "作为历史数据：保存、可查、不上传" };
        var trial = new Option<bool>("--dry-run") { Description = "试算：逐条检查，不保存、不上传" };
        var report = new Option<string?>("--report") { HelpName = "文件", Description = "没有接收的记录、问题及更正办法（.csv 或 .xlsx，不得已存在），更正后可直接导入" };
        var map = new Option<string?>("--map") { HelpName = "文件", Description = """对照表（JSON）：{"headers":{"社保号":"AAC002"},"codes":{"AAC033":{"A":"1"}},"names":["AJC093"],"regions":["AAB301"]}，依次为列名、各指标的本地代码、可写名称的指标、可为12位区划的指标""" };
        var decided = new Option<bool>("--decided") { Description = "申请均已由以前的程序审核，即使其结果不在历史数据中" };
        var command = new Command("import", Verb.Describe("导入成批的记录：逐条检查，合格的进入上传队列，排在当日业务之后；中断后再次执行即接着导入，同一记录不会报送两次。凡有记录没有接收，退出码为 2。列名为指标编码或中文名称，或由 --map 对照。--baseline 接收以前的程序办过的历史数据，不上传",
            "adapter import audit-result 补报.xlsx --dry-run --report 问题.xlsx", "adapter import deregistration 注销.csv --map 对照.json --report 问题.csv", "adapter import --baseline audit-result 已上传结果.csv", "adapter import --baseline application 申请.ndjson --decided"))
        {
            kind, file, trial, report, map, baseline, decided, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (!parsed.GetValue(baseline)) return await Send(parsed, parsed.GetRequiredValue(kind), parsed.GetRequiredValue(file), new(parsed.GetValue(trial), parsed.GetValue(report), parsed.GetValue(map)), stop);
            if (parsed.GetValue(trial) || parsed.GetValue(report) is not null || parsed.GetValue(map) is not null) throw new NotDoneException("--dry-run、--report、--map 不与 --baseline 同用");
            await using var store = OpenStore.Of(parsed.Settings(), services => services.AddIntake());
            var listed = Listed(store.GetRequiredService<Agreement>(), parsed.GetRequiredValue(kind));
            if (parsed.GetValue(decided) && listed.Becomes is null) throw new NotDoneException("--decided 只用于申请（application）");
            var records = Records(listed, parsed.GetRequiredValue(file), standardInput ?? Console.OpenStandardInput);
            var done = await parsed.WithBars(bars =>
            {
                var bar = bars?.AddTask("接收历史数据").IsIndeterminate();
                return Import(store.GetRequiredService<Baseline>(), listed, records, parsed.GetValue(decided), new(bar), stop);
            });
            return Tell(parsed, listed, done);
        });
        return command;
    }

    sealed record Asked(bool IsTrial, string? Report, string? Map);

    static async Task<int> Send(ParseResult parsed, string kind, string file, Asked given, CancellationToken stop)
    {
        var report = given.Report is null ? null : NewFile.At("--report", given.Report, [".csv", ".xlsx"]);
        if (file == "-") throw new NotDoneException("要上传的记录应在文件中，不从标准输入读取：中断后要从文件接着导入");
        await using var store = OpenStore.Of(parsed.Settings(), services => services.AddJobs().AddReview());
        var agreement = store.GetRequiredService<Agreement>();
        var listed = Listed(agreement, kind);
        if (!listed.IsUpload) throw new NotDoneException($"{listed.Title}不上传；作为历史数据接收请用 --baseline");
        try
        {
            var map = given.Map is null ? FieldMap.None : FieldMap.Read(agreement, await MapText(given.Map, stop));
            return await new ImportRun(store, new(listed, Path.GetFullPath(file), map, given.IsTrial, report)).Run(parsed, stop);
        }
        catch (Exception fault) when (fault is FileFault or IOException or UnauthorizedAccessException)
        {
            throw new NotDoneException(fault is FileFault ? Visible.Of(fault.Message).TrimEnd('。') : "文件读写不成，请检查路径、权限和磁盘");
        }
    }

    static async Task<string> MapText(string path, CancellationToken stop)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await FieldMap.TextOf(file, stop);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NotDoneException($"无法打开对照表 {Visible.Of(path)}：请检查它是否存在、是否为文件、是否有读取权限");
        }
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
