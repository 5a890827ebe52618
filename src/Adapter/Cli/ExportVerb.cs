using System.CommandLine;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter export KIND --to-file FILE</c>: what the platform has accepted, so that importing it again changes nothing.</summary>
static class ExportVerb
{
    public static Command Command()
    {
        var kind = new Argument<string>("KIND") { HelpName = "类别", Description = "audit-result 审核结果、deregistration 注销" };
        var from = new Option<string?>("--from") { HelpName = "日期", Description = "部平台接收日期不早于" };
        var to = new Option<string?>("--to") { HelpName = "日期", Description = "部平台接收日期不晚于" };
        var region = new Option<string?>("--region") { HelpName = "地区", Description = "行政区划代码" };
        var file = new Option<string>("--to-file") { HelpName = "文件", Required = true, Description = ".csv、.ndjson 或 .xlsx，不得已存在；其中有个人信息，只有本用户可读" };
        var reason = new Option<string?>("--reason") { HelpName = "用途", Description = "记入操作日志（默认：核对）" };
        var command = new Command("export", Verb.Describe("导出部平台已接收的记录（各流水号最新被接收的版本），可原样再导入而不改变任何记录；导出记入操作日志",
            "adapter export audit-result --from 2026-01-01 --to 2026-01-31 --region 370102 --to-file 一月.csv"))
        {
            kind, from, to, region, file, reason, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var target = NewFile.At("--to-file", parsed.GetRequiredValue(file), DeliveredFile.Endings);
            var (first, last) = (Given.Day("--from", parsed.GetValue(from)), Given.Day("--to", parsed.GetValue(to)));
            Given.InOrder(first, last);
            await using var store = UploadsVerb.Open(parsed);
            var agreement = store.GetRequiredService<Agreement>();
            var listed = agreement.Kind(Given.OneOf("KIND", parsed.GetRequiredValue(kind), agreement.Kinds.Where(one => one.IsUpload).Select(one => one.Name))!);
            var parts = store.GetRequiredService<DeliveredList>().Parts(listed.Name, Given.Region(parsed.GetValue(region)), first, last);
            var why = parsed.GetValue(reason)?.Trim() is { Length: > 0 } given ? given : "核对";
            var taking = new Taking(store, listed, why, stop);
            await parsed.WithBars(bars => Task.Run(() => Save(target, listed, taking, parts, bars?.AddTask("导出").IsIndeterminate())));
            if (parsed.IsJson()) parsed.WriteJson(new { file = target, rows = taking.Rows });
            else if (taking.Rows > 0) parsed.Output().WriteLine($"已导出{listed.Title} {taking.Rows} 条到 {Visible.Of(target)}");
            else parsed.Output().WriteLine($"没有符合条件的记录，{Visible.Of(target)} 中没有数据：导出的是部平台在所给日期和地区接收的{listed.Title}；各地区各状态的记录见 adapter uploads list --kind {listed.Name}");
            return ExitCode.Done;
        });
        return command;
    }

    static bool Save(string target, Kind kind, Taking taking, IEnumerable<IReadOnlyList<UploadRow>> parts, ProgressTask? bar)
    {
        var mark = new WorkbookMark(Actor.AtTerminal().Name, Stamp.Shown(Stamp.Of(TimeProvider.System.GetUtcNow())), taking.Why);
        try
        {
            NewFile.Write(target, stream => DeliveredFile.Write(stream, NewFile.EndingOf(target), kind, taking.Of(parts, bar), mark));
            return true;
        }
        catch (FileFault fault)
        {
            throw new NotDoneException(fault.Message.TrimEnd('。'));
        }
    }

    /// <summary>Rows that leave: each part of them stands in the log before it does.</summary>
    sealed class Taking(ServiceProvider store, Kind kind, string why, CancellationToken stop)
    {
        public string Why => why;

        public long Rows { get; private set; }

        public IEnumerable<UploadRow> Of(IEnumerable<IReadOnlyList<UploadRow>> parts, ProgressTask? bar)
        {
            foreach (var part in parts)
            {
                stop.ThrowIfCancellationRequested();
                store.Write(session => store.GetRequiredService<AuditLog>().Add(session, Actor.AtTerminal(),
                    new() { Action = "export", Object = kind.Name, Detail = $"{part.Count} 条：{why}" }, part.Select(row => row.Person).OfType<string>())).GetAwaiter().GetResult();
                foreach (var row in part) yield return row;
                Rows += part.Count;
                bar?.Description($"导出 {Rows} 条");
            }
        }
    }
}
