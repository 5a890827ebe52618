using System.CommandLine;
using Adapter.Delivery;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>What a comparison with the platform found, for a person or a program.</summary>
static class ReconcileReport
{
    public static void Tell(ParseResult parsed, Reconciled found)
    {
        if (parsed.IsJson())
        {
            parsed.WriteJson(found);
            return;
        }
        var output = parsed.Output();
        output.WriteLine($"回执 {found.Receipts} 张：补登 {found.Entered} 条，确认已接收 {found.Delivered} 条，与部平台内容不一致 {found.Conflicts} 条（见 adapter uploads list --state failed）；查询 {found.Asked} 条，照常上传 {found.Open} 条");
        if (found.Remaining.Count > 0) Screen.Of(output).Write(Table(found.Remaining));
        output.WriteLine(found.IsCleared
            ? "核对完成，上传恢复"
            : $"还有 {found.Remaining.Count} 项不明，上传仍暂停。补齐后再执行一次；确已核对清楚的，由负责人放行：adapter reconcile --release --reason 理由 --by 姓名");
    }

    static Table Table(IEnumerable<Remainder> remaining)
    {
        var table = new Table().AddColumns("记录或地区", "代码", "情况和怎么办");
        foreach (var one in remaining) table.Add(one.Key, one.Code, one.Why);
        return table;
    }
}
