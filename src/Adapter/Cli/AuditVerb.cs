using System.CommandLine;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter audit</c>: who did what, and whether the log is as it was written.</summary>
static class AuditVerb
{
    const int Part = 200;

    public static Command Command() => new("audit", Verb.Describe("操作日志：谁在何时做了什么、看了谁的信息；日志是否被改动", "adapter audit list --actor 张三", "adapter audit verify"))
    {
        List(), Verify(),
    };

    static Command List()
    {
        var actor = new Option<string?>("--actor") { Description = "账号、凭证名或系统用户", HelpName = "名称" };
        var action = new Option<string?>("--action") { Description = $"操作：{string.Join('、', AuditWords.Actions.Select(word => $"{word.Key} {word.Value}"))}", HelpName = "操作" };
        var subject = new Option<string?>("--object") { Description = "申请编号、上传的键（类别/行政区划代码/系统流水号）、账号等", HelpName = "对象" };
        var (from, to) = (new Option<string?>("--from") { Description = "日期不早于", HelpName = "日期" }, new Option<string?>("--to") { Description = "日期不晚于", HelpName = "日期" });
        var q = new Option<string?>("--q")
        {
            Description = "谁看过、改过一个人的信息：只写 --q - ，再从标准输入给出号码",
            HelpName = "-",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var limit = new Option<int>("--limit") { Description = "最多多少条（默认 200）", HelpName = "条数", DefaultValueFactory = _ => Part };
        var command = new Command("list", Verb.Describe("列出操作日志，新的在前", "adapter audit list --action reveal --from 2026-02-01", "adapter audit list --q - --json")) { actor, action, subject, from, to, q, limit, Verb.JsonOption() };
        command.SetAction(async (parsed, _) =>
        {
            var (first, last) = (Given.Day("--from", parsed.GetValue(from)), Given.Day("--to", parsed.GetValue(to)));
            Given.InOrder(first, last);
            var number = UploadFilters.Text(parsed, q);
            await using var store = OpenStore.Of(parsed.Settings(), services => services.AddReading());
            var filter = new AuditFilter
            {
                Actor = parsed.GetValue(actor),
                Action = Given.OneOf("--action", parsed.GetValue(action), AuditWords.Actions.Keys),
                Object = parsed.GetValue(subject),
                From = first is { } day ? Stamp.Midnight(day) : "",
                Until = last is { } end ? Stamp.Midnight(end.AddDays(1)) : Stamp.Never,
                Limit = Math.Clamp(parsed.GetValue(limit), 1, 1_000_000),
            };
            Tell(parsed, store.GetRequiredService<AuditSearch>().Find(filter, number));
            return ExitCode.Done;
        });
        return command;
    }

    static void Tell(ParseResult parsed, IReadOnlyList<AuditRow> rows)
    {
        if (parsed.IsJson())
        {
            foreach (var row in rows) parsed.WriteJson(new { row.Seq, row.At, row.Actor, row.Door, row.Action, row.Object, row.Result, row.Detail });
            return;
        }
        if (rows.Count == 0)
        {
            parsed.Output().WriteLine("没有符合条件的操作");
            return;
        }
        var table = new Table().AddColumns("序号", "时间", "何人", "途径", "操作", "对象", "结果", "说明");
        foreach (var row in rows)
            table.Add($"{row.Seq}", Cells.Time(row.At), row.Actor, AuditWords.OfDoor(row.Door), AuditWords.Of(row.Action), row.Object, row.Result == AuditRow.Done ? "已办" : row.Result, row.Detail);
        Screen.Of(parsed.Output()).Write(table);
    }

    static Command Verify()
    {
        var heads = new Option<string?>("--heads") { Description = "另处留存的日志末尾（默认为 Receipts:Directory 中的 audit/heads.ndjson）", HelpName = "文件" };
        var command = new Command("verify", Verb.Describe("核对操作日志：逐条核对是否被改动、删除、插入、调换；有问题的，退出码为 2", "adapter audit verify", "adapter audit verify --heads /mnt/receipts/audit/heads.ndjson --json")) { heads, Verb.JsonOption() };
        command.SetAction(async (parsed, _) =>
        {
            await using var store = parsed.Store();
            var kept = store.GetRequiredService<AuditHeads>();
            if (parsed.GetValue(heads) is { } given && !File.Exists(given)) throw new NotDoneException($"没有文件 {Visible.Of(given)}");
            var report = store.GetRequiredService<AuditCheck>().Run(parsed.GetValue(heads) is { } other ? AuditHeads.Read(other) : kept.All());
            if (parsed.IsJson()) parsed.WriteJson(new { report.Entries, report.Heads, head = report.HeadMac, faults = report.Faults });
            else
            {
                foreach (var fault in report.Faults) parsed.Output().WriteLine(fault.Line);
                parsed.Output().WriteLine(report.Line);
            }
            return report.Faults.Count > 0 ? ExitCode.FoundWrong : ExitCode.Done;
        });
        return command;
    }
}
