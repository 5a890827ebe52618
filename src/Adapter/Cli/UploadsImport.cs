using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads import KIND FILE</c>: brings back what was exported and mended; what differs becomes a correction of each.</summary>
static class UploadsImport
{
    /// <summary>How many rows there were and what became of them; by field how many change, by stable id how many were not taken.</summary>
    sealed record Tally(int Total, int Corrected, int Unchanged, IReadOnlyDictionary<string, int> Fields, IReadOnlyDictionary<string, int> Refused, bool DryRun);

    public static Command Command()
    {
        var kind = new Argument<string>("KIND") { HelpName = "类别", Description = "audit-result 审核结果、deregistration 注销" };
        var file = new Argument<string>("FILE") { HelpName = "文件", Description = "由 uploads export 导出、改好的工作簿；.csv、.ndjson 也可，列名为指标编码" };
        var dryRun = new Option<bool>("--dry-run") { Description = "试算：逐条检查并说明改动，不保存" };
        var reason = UploadsVerb.Reason();
        var command = new Command("import", Verb.Describe("导入改好的记录，不同之处作为更正，以原流水号再次上传；空单元格不改变原值。有不能更正的，退出码为 2",
            "adapter uploads import audit-result 退回.xlsx --dry-run", "adapter uploads import audit-result 退回.xlsx --reason 经办人员核对后更正"))
        {
            kind, file, dryRun, AtOnce.Yes(), reason, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var isTrial = parsed.GetValue(dryRun);
            var why = isTrial ? "" : reason.Read(parsed);
            await using var store = UploadsVerb.Open(parsed);
            var agreement = store.GetRequiredService<Agreement>();
            var name = Given.OneOf("KIND", parsed.GetRequiredValue(kind), agreement.Kinds.Where(one => one.IsUpload).Select(one => one.Name))!;
            var rows = Read(store, agreement.Kind(name), parsed.GetRequiredValue(file));
            var changed = rows.Where(row => row.IsChange).ToDictionary(row => row.Key!);
            if (!isTrial) parsed.Confirm(changed.Count, "更正");
            var mending = store.GetRequiredService<Mending>();
            var done = await parsed.Each(isTrial ? "检查" : "更正", [.. changed.Keys], key => mending.Apply(Actor.AtTerminal(), changed[key], why, isTrial), stop);
            return Tell(parsed, agreement.Kind(name), rows, done, isTrial);
        });
        return command;
    }

    static IReadOnlyList<MendedRow> Read(ServiceProvider store, Kind kind, string file)
    {
        try
        {
            return store.GetRequiredService<Mending>().Compare(RecordFile.Read(kind, file, SheetRules.OfMended));
        }
        catch (FileFault fault)
        {
            throw new NotDoneException(fault.Message.TrimEnd('。'));
        }
    }

    static int Tell(ParseResult parsed, Kind kind, IReadOnlyList<MendedRow> rows, IReadOnlyList<(UploadKey Key, Receipt Answer)> done, bool isTrial)
    {
        var refused = done.Where(row => row.Answer.Verdict is not (Verdict.Taken or Verdict.Known)).CountBy(row => row.Answer.Code)
            .Concat(rows.Where(row => row.Code != "").CountBy(row => row.Code)).GroupBy(count => count.Key).ToDictionary(count => count.Key, count => count.Sum(one => one.Value));
        var taken = done.Where(row => row.Answer.Verdict == Verdict.Taken).Select(row => row.Key).ToHashSet();
        var fields = rows.Where(row => row.IsChange && taken.Contains(row.Key!)).SelectMany(row => row.Changes.Keys).CountBy(code => code).ToDictionary();
        var tally = new Tally(rows.Count, taken.Count, rows.Count(row => row.Code == "" && row.Changes.Count == 0), fields, refused, isTrial);
        if (parsed.IsJson()) parsed.WriteJson(tally);
        else Write(parsed, kind, tally, done);
        return refused.Count > 0 ? ExitCode.FoundWrong : ExitCode.Done;
    }

    static void Write(ParseResult parsed, Kind kind, Tally tally, IReadOnlyList<(UploadKey Key, Receipt Answer)> done)
    {
        var output = parsed.Output();
        output.WriteLine($"共 {tally.Total} 条：{(tally.DryRun ? "试算（没有保存），可以更正" : "已更正并再次上传")} {tally.Corrected} 条，没有改动 {tally.Unchanged} 条");
        foreach (var (code, count) in tally.Fields) output.WriteLine($"  {kind.Find(code)?.Name} {code}：{count} 条");
        foreach (var (code, count) in tally.Refused) output.WriteLine($"没有办理 {count} 条：{Problems.Line(code)}");
        foreach (var (key, receipt) in done.Where(row => row.Answer.Verdict == Verdict.Faulty).Take(AtOnce.Few))
        {
            output.WriteLine(Visible.Of(key.ToString()));
            FindingLines.Write(output, receipt.Findings.Where(finding => finding.IsError));
        }
    }
}
