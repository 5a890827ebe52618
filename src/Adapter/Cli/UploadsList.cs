using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter uploads list</c>: in order of creation, old versions too.</summary>
static class UploadsList
{
    const int Usual = 100;

    public static Command Command()
    {
        var filters = new UploadFilters();
        var limit = new Option<int?>("--limit") { Description = $"最多列出几条（默认 {Usual}；--json 默认不限）", HelpName = "条数" };
        var command = new Command("list", Verb.Describe("列出上传的记录；其中有退回更正、上传异常的，退出码为 2",
            "adapter uploads list --state failed --region 370102", "adapter uploads list --q - < 号码.txt"))
        {
            limit, Verb.JsonOption(),
        };
        filters.AddTo(command);
        command.SetAction(parsed => Run(parsed, filters, parsed.GetValue(limit)));
        return command;
    }

    static int Run(ParseResult parsed, UploadFilters filters, int? limit)
    {
        if (limit < 1) throw new NotDoneException("--limit 应为正整数");
        using var store = UploadsVerb.Open(parsed);
        var filter = filters.Read(parsed, store.GetRequiredService<Agreement>());
        var found = filters.Text(parsed) is { } text ? UploadFilters.Find(store, text, filter) : store.GetRequiredService<UploadList>().Every(store.GetRequiredService<Database>(), filter);
        var failed = false;
        if (parsed.IsJson())
        {
            foreach (var row in found.Take(limit ?? int.MaxValue))
            {
                failed |= row.State == UploadState.Failed;
                parsed.WriteJson(UploadItem.Of(row));
            }
            return failed ? ExitCode.FoundWrong : ExitCode.Done;
        }
        var most = limit ?? Usual;
        var rows = found.Take(most + 1).ToList();
        Show(parsed, store, [.. rows.Take(most)], isAll: rows.Count <= most, isFiltered: !filters.IsEmpty(parsed));
        return rows.Take(most).Any(row => row.State == UploadState.Failed) ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static void Show(ParseResult parsed, ServiceProvider store, IReadOnlyList<UploadRow> rows, bool isAll, bool isFiltered)
    {
        if (rows.Count == 0)
        {
            parsed.Output().WriteLine(WhyEmpty(store, isFiltered));
            return;
        }
        var today = ChinaTime.Date(store.GetRequiredService<TimeProvider>().GetUtcNow());
        var table = new Table().AddColumns("状态", "记录", "版本", "办结期限", "次数", "代码", "指标", "说明", "报送");
        foreach (var row in rows)
        {
            var isOpen = row.State is not (UploadState.Delivered or UploadState.Discarded);
            table.Add(UploadWords.Of(row), $"{UploadKey.Of(row)}", $"{row.Version}", Cells.Deadline(row.Deadline, isOpen, today),
                $"{row.Attempts}", row.Code, row.Field, Explanation(row), Cells.Time(row.CreatedAt));
        }
        Screen.Of(parsed.Output()).Write(table);
        parsed.Output().WriteLine(isAll ? $"共 {rows.Count} 条" : $"只列出前 {rows.Count} 条；请加筛选条件，或用 --limit、--json 取更多");
    }

    static string Explanation(UploadRow row) => row.Why != "" ? row.Why : row.Message is { } message && row.State != UploadState.Delivered ? message : "";

    public static string WhyEmpty(ServiceProvider store, bool isFiltered)
    {
        var counts = store.Read(store.GetRequiredService<UploadList>().OpenCounts);
        var open = string.Join("，", counts.Select(count => $"{UploadWords.Of(count.Key)} {count.Value} 条"));
        return isFiltered
            ? $"没有同时符合这些条件的记录。全部记录中{open}"
            : "还没有上传的记录：审核申请或报送记录之后才会有";
    }
}
