using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter uploads show KEY</c>: content (masked), versions, attempts, why it waits and until when.</summary>
static class UploadsShow
{
    public static Command Command()
    {
        var key = UploadsVerb.Key();
        var command = new Command("show", Verb.Describe("查看一条记录：内容（脱敏）、各版本、每次上传、为何等待到何时；退回更正、上传异常的，退出码为 2",
            "adapter uploads show audit-result/370102/370102260213000001"))
        {
            key, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            var wanted = UploadsVerb.Read(parsed.GetRequiredValue(key));
            await using var store = UploadsVerb.Open(parsed);
            var view = store.Read(session => store.GetRequiredService<Uploads>().Show(session, wanted.Kind, wanted.AAB301, wanted.AAZ341, masked: true))
                ?? throw new NotDoneException(Problems.Line("upload.not-found"));
            if (parsed.IsJson()) parsed.WriteJson(view);
            else
            {
                Show(parsed.Output(), view, store.GetRequiredService<Agreement>().Kind(wanted.Kind));
                if (Waits(view.Waiting) is not null && !await Daemon.IsRunning(store.GetRequiredService<AdapterSettings>(), stop))
                    parsed.Output().WriteLine("服务没有运行：启动（adapter run）后才会上传");
            }
            return view.Upload.State == UploadState.Failed ? ExitCode.FoundWrong : ExitCode.Done;
        });
        return command;
    }

    static void Show(TextWriter output, UploadView view, Kind kind)
    {
        var upload = view.Upload;
        output.WriteLine($"{kind.Title} {Visible.Of($"{upload.AAB301}/{upload.AAZ341}")} 第 {upload.Version} 版：{UploadWords.Of(upload.State, upload.Class)}");
        if (upload.ADC201 is { } number) output.WriteLine($"申请编号 {Visible.Of(number)}");
        if (upload.Deadline is { } day) output.WriteLine($"办结期限 {day}");
        if (Waits(view.Waiting) is { } waits) output.WriteLine(waits);
        if (upload.Code is { } code) output.WriteLine($"部平台最近答复 {code} {Visible.Of(upload.Message ?? "")} {upload.Field}".TrimEnd());
        var screen = Screen.Of(output);
        screen.Write(FieldTable.Of(kind, view.Fields));
        FindingLines.Write(output, view.Findings);
        screen.Write(Versions(view.Versions));
        if (view.Attempts.Count > 0) screen.Write(Attempts(view.Attempts));
        else output.WriteLine("还没有上传过");
    }

    static string? Waits(WaitView wait)
    {
        if (wait.State is not (UploadState.Waiting or UploadState.Unknown)) return null;
        var until = wait.DueAt is { } due ? $"，{Cells.Time(due)} 起办理" : wait.WaitsFor is null ? "，等待人工处理" : "";
        return $"为何等待：{(wait.Why == "" ? "等待上传" : wait.Why)}{(wait.WaitsFor is { } key ? $"（{key}）" : "")}{until}";
    }

    static Table Versions(IEnumerable<UploadVersionView> versions)
    {
        var table = new Table().AddColumns("版本", "状态", "更正", "来源", "理由", "报送", "有了结果", "与前一版不同");
        foreach (var version in versions)
            table.Add($"{version.Version}", UploadWords.Of(version.State), version.Correction ? "是" : "",
                version.Origin == Origin.Baseline ? "历史数据" : "", version.Reason, Cells.Time(version.CreatedAt), Cells.Time(version.SettledAt),
                string.Join("；", version.Differences.Select(difference => $"{difference.Field} {difference.Before} → {difference.After}")));
        return table;
    }

    static Table Attempts(IEnumerable<AttemptView> attempts)
    {
        var table = new Table().AddColumns("上传时间", "版本", "代码", "部平台答复", "指标", "毫秒");
        foreach (var attempt in attempts)
            table.Add(Cells.Time(attempt.At), $"{attempt.Version}", attempt.Code, attempt.Message, attempt.Field, $"{attempt.Milliseconds}");
        return table;
    }
}
