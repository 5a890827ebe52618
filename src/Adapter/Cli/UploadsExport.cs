using System.CommandLine;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads export FILE</c>: refused uploads as a workbook, to be mended there and brought back by <c>import</c>.</summary>
static class UploadsExport
{
    public static Command Command()
    {
        var filters = new UploadFilters();
        var file = new Argument<string>("FILE") { HelpName = "文件", Description = "工作簿（.xlsx），不得已存在；其中有个人信息，只有本用户可读" };
        var reason = new Option<string?>("--reason") { Description = "用途，写在表格上并记入操作日志（默认：更正）", HelpName = "用途" };
        var command = new Command("export", Verb.Describe("把没有上传成功的记录（或符合条件的）导出为工作簿，改好后用 uploads import 导入；导出记入操作日志",
            "adapter uploads export 退回.xlsx --kind audit-result --code 30000001"))
        {
            file, reason, AtOnce.Yes(), Verb.JsonOption(),
        };
        filters.AddTo(command, withPerson: false);
        command.SetAction(async (parsed, _) =>
        {
            var target = NewFile.At("文件", parsed.GetRequiredValue(file), [".xlsx"]);
            await using var store = UploadsVerb.Open(parsed);
            var filter = filters.Read(parsed, store.GetRequiredService<Agreement>());
            if (filter.Kind is null) throw new NotDoneException("请用 --kind 写明类别：一个工作簿只放一类记录");
            var rows = Find(store, filter with { State = filter.State ?? UploadState.Failed });
            if (rows.Count == 0) throw new NotDoneException("没有符合条件的记录，没有导出");
            parsed.Confirm(rows.Count, "导出（含个人信息）");
            var (by, why) = (Actor.AtTerminal(), parsed.GetValue(reason)?.Trim() is { Length: > 0 } given ? given : "更正");
            // It stands in the log before it leaves.
            await store.Write(session => store.GetRequiredService<AuditLog>().Add(session, by,
                new() { Action = "export", Object = filter.Kind, Detail = $"{rows.Count} 条：{why}" }, rows.Select(row => row.Person).OfType<string>()));
            var (listed, mark) = (store.GetRequiredService<Agreement>().Kind(filter.Kind), new WorkbookMark(by.Name, Stamp.Shown(Stamp.Of(TimeProvider.System.GetUtcNow())), why));
            NewFile.Write(target, stream => UploadWorkbook.Write(stream, listed, rows, mark));
            if (parsed.IsJson()) parsed.WriteJson(new { file = target, rows = rows.Count });
            else parsed.Output().WriteLine($"已导出 {rows.Count} 条到 {Visible.Of(target)}。只改有误的单元格，改好后：adapter uploads import {filter.Kind} {Visible.Of(Path.GetFileName(target))} --dry-run");
            return ExitCode.Done;
        });
        return command;
    }

    static List<UploadRow> Find(ServiceProvider store, UploadFilter filter) =>
        [.. store.GetRequiredService<UploadList>().Every(store.GetRequiredService<Database>(), filter with { IsNewestOnly = true })];
}
