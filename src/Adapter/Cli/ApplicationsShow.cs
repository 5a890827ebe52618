using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary><c>adapter applications show ADC201</c>: masked, with findings, versions, decision and what happened.</summary>
static class ApplicationsShow
{
    static readonly Dictionary<string, string> Happenings = new()
    {
        ["downloaded"] = "下载",
        ["changed"] = "部平台变更",
        ["decided"] = "审核",
        ["sent"] = "上传",
        ["accepted"] = "上传成功",
        ["refused"] = "部平台未接收",
        ["corrected"] = "更正",
        ["discarded"] = "停止上传",
        ["replayed"] = "重新上传",
    };

    public static Command Command()
    {
        var number = new Argument<string>("ADC201") { HelpName = "申请编号", Description = "失业登记申请编号" };
        var command = new Command("show", Verb.Describe("查看一份申请：内容（脱敏）、检查结果、各版本、审核结果、经过", "adapter applications show SQ0000000001")) { number, Verb.JsonOption() };
        command.SetAction(parsed =>
        {
            using var store = OpenStore.Of(parsed.Settings(), services => services.AddReading());
            var view = store.Read(session => store.GetRequiredService<Applications>().Show(session, parsed.GetRequiredValue(number), masked: true))
                ?? throw new NotDoneException(Problems.Line("application.not-found"));
            if (parsed.IsJson()) parsed.WriteJson(view);
            else Show(parsed.Output(), view, store.GetRequiredService<Applications>().Kind);
            return ExitCode.Done;
        });
        return command;
    }

    static void Show(TextWriter output, ApplicationView view, Kind kind)
    {
        output.WriteLine($"{kind.Title} {Visible.Of(view.ADC201)}（{Visible.Of(view.AAB301)}）：{ApplicationsVerb.Word(view.State, view.Flagged)}");
        output.WriteLine($"办结期限 {view.Deadline}");
        output.WriteLine($"下载 {Cells.Time(view.ReceivedAt)}；{(view.CollectedAt is { } at ? $"本地系统取走 {Cells.Time(at)}" : "本地系统还没有取走")}");
        if (view.Decision is { } decision) output.WriteLine(Words(decision));
        var screen = Screen.Of(output);
        screen.Write(FieldTable.Of(kind, view.Fields));
        FindingLines.Write(output, view.Findings);
        foreach (var version in view.Versions.Where(version => version.Version > 1))
            output.WriteLine($"第 {version.Version} 版 {Cells.Time(version.ReceivedAt)}：变更 {Visible.Of(string.Join('、', version.Differences.Select(difference => difference.Field)))}");
        foreach (var happening in view.Timeline)
            output.WriteLine($"{Cells.Time(happening.At)} {Happenings.GetValueOrDefault(happening.Type, happening.Type)} {happening.Code} {Visible.Of(happening.Message ?? "")}".TrimEnd());
    }

    static string Words(DecisionView decision)
    {
        var result = decision.AAE540 switch { "1" => "审核通过", "2" => "审核不通过", _ => "已由以前的程序审核" };
        var upload = decision.Upload is { } wait ? $"，{UploadWords.Of(wait.State)}{(wait.Why == "" ? "" : $"（{wait.Why}）")}" : "";
        return $"{result} {Cells.Time(decision.DecidedAt)} 流水号 {Visible.Of(decision.AAZ341 ?? "")}{upload}";
    }
}
