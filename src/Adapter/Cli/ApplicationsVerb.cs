using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter applications</c>: the review queue, the nearest deadline first; nobody's name or number in the list.</summary>
static class ApplicationsVerb
{
    const int RowsAtATime = 500;
    const int Usual = 100;

    public static Command Command()
    {
        var command = new Command("applications", Verb.Describe("申请：列出审核队列（不写动词即为 list）、查看", "adapter applications --flagged", "adapter applications show SQ0000000001"))
        {
            List(), ApplicationsShow.Command(),
        };
        return Listing(command);
    }

    static Command List() => Listing(new("list", Verb.Describe("列出审核队列，最早到期的在前", "adapter applications list --region 370102", "adapter applications list --received false --json")));

    static Command Listing(Command command)
    {
        var state = new Option<string?>("--state") { Description = "pending 待审核（默认）、decided 已审核", HelpName = "状态" };
        var flagged = new Option<bool?>("--flagged") { Description = "只列出数据需核实的；--flagged false 为无需核实的", HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };
        var region = new Option<string?>("--region") { Description = "行政区划代码", HelpName = "地区" };
        var received = new Option<bool?>("--received") { Description = "只列出本地系统已取走的；--received false 为还没有取走的", HelpName = "true|false", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int?>("--limit") { Description = $"最多列出几条（默认 {Usual}；--json 默认不限）", HelpName = "条数" };
        foreach (var option in new Option[] { state, flagged, region, received, limit, Verb.JsonOption() }) command.Add(option);
        command.SetAction(parsed =>
        {
            var filter = new QueueFilter
            {
                State = Given.OneOf("--state", parsed.GetValue(state), [ApplicationState.Pending, ApplicationState.Decided]) ?? ApplicationState.Pending,
                Flagged = parsed.GetResult(flagged) is null ? null : parsed.GetValue(flagged) ?? true,
                Region = Given.Region(parsed.GetValue(region)),
                Received = parsed.GetResult(received) is null ? null : parsed.GetValue(received) ?? true,
            };
            return Run(parsed, filter, parsed.GetValue(limit));
        });
        return command;
    }

    static int Run(ParseResult parsed, QueueFilter filter, int? limit)
    {
        if (limit < 1) throw new NotDoneException("--limit 应为正整数");
        using var store = parsed.Store();
        var found = Every(store, filter);
        if (parsed.IsJson())
        {
            foreach (var row in found.Take(limit ?? int.MaxValue)) parsed.WriteJson(ApplicationItem.Of(row, null));
            return ExitCode.Done;
        }
        var most = limit ?? Usual;
        var rows = found.Take(most + 1).ToList();
        if (rows.Count == 0) parsed.Output().WriteLine(WhyEmpty(store, filter));
        else Show(parsed.Output(), [.. rows.Take(most)], rows.Count <= most, ChinaTime.Date(store.GetRequiredService<TimeProvider>().GetUtcNow()));
        return ExitCode.Done;
    }

    static IEnumerable<ApplicationRow> Every(ServiceProvider store, QueueFilter filter)
    {
        while (true)
        {
            var part = store.Read(session => store.GetRequiredService<ReviewQueue>().List(session, filter with { Limit = RowsAtATime }));
            foreach (var row in part) yield return row;
            if (part.Count < RowsAtATime) yield break;
            filter = filter with { After = new("", part[^1].Deadline, part[^1].ADC201) };
        }
    }

    static void Show(TextWriter output, IReadOnlyList<ApplicationRow> rows, bool isAll, DateOnly today)
    {
        var table = new Table().AddColumns("申请编号", "地区", "状态", "办结期限", "校验不通过", "疑点提示", "下载", "本地系统取走");
        foreach (var row in rows)
        {
            var findings = FindingText.Read(row.Findings);
            var isOpen = row.State == ApplicationState.Pending;
            table.Add(row.ADC201, row.AAB301, Word(row.State, row.Flagged == 1), Cells.Deadline(row.Deadline, isOpen, today),
                $"{findings.Count(finding => finding.IsError)}", $"{findings.Count(finding => !finding.IsError)}",
                Cells.Time(row.ReceivedAt), Cells.Time(row.CollectedAt));
        }
        Screen.Of(output).Write(table);
        output.WriteLine(isAll ? $"共 {rows.Count} 份" : $"只列出前 {rows.Count} 份；请加筛选条件，或用 --limit、--json 取更多");
    }

    public static string Word(string state, bool isFlagged) =>
        state == ApplicationState.Decided ? "已审核" : isFlagged ? "待审核·数据需核实" : "待审核";

    static string WhyEmpty(ServiceProvider store, QueueFilter filter)
    {
        var pending = store.Read(store.GetRequiredService<ReviewQueue>().Counts);
        return pending.Count == 0
            ? "没有待审核的申请：还没有下载到，或已全部审核；下载见 adapter download"
            : $"没有同时符合这些条件的申请（{(filter.State == ApplicationState.Pending ? "待审核" : "已审核")}）。待审核共 {pending.Sum(count => count.Pending)} 份，其中数据需核实 {pending.Sum(count => count.Flagged)} 份，本地系统还没有取走 {pending.Sum(count => count.Uncollected)} 份";
    }
}
