using System.CommandLine;
using System.Text.Json;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads edit KEY</c>: mends what the platform refused. What changes is read from standard input: it may be personal.</summary>
static class UploadsEdit
{
    public const string Form = """{"AAC011":"20"}""";

    public static Command Command()
    {
        var (key, reason) = (UploadsVerb.Key(), UploadsVerb.Reason());
        var confirm = new Option<string[]>("--confirm") { Description = $"已确认的规则：{string.Join('、', Confirmation.Rules)}，可写多次", HelpName = "规则" };
        var dryRun = new Option<bool>("--dry-run") { Description = "试算：只检查，不保存" };
        var command = new Command("edit", Verb.Describe("更正部平台退回的一条记录，以原流水号再次上传；要改的项目从标准输入以 JSON 给出，如 " + Form + "。校验不通过的不保存，退出码为 2",
            "adapter uploads edit audit-result/370102/370102260213000001 --reason 学历代码有误 < 更正.json"))
        {
            key, reason, confirm, dryRun, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = UploadsVerb.Read(parsed.GetRequiredValue(key));
            var isTrial = parsed.GetValue(dryRun);
            var why = isTrial ? "" : reason.Read(parsed);
            var correction = new Correction { Fields = Fields(parsed), Reason = why, Confirm = parsed.GetValue(confirm) ?? [] };
            await using var store = UploadsVerb.Open(parsed);
            var receipt = await store.GetRequiredService<Corrections>().Mend(Actor.AtTerminal(), wanted, correction, isTrial);
            return Tell(parsed, wanted, receipt, isTrial);
        });
        return command;
    }

    /// <exception cref="NotDoneException">It was not to be done at all.</exception>
    public static int Tell(ParseResult parsed, UploadKey key, Receipt receipt, bool isTrial)
    {
        if (receipt.Verdict is Verdict.Missing or Verdict.Conflict or Verdict.Barred) throw new NotDoneException(WhyNot(receipt));
        if (parsed.IsJson()) parsed.WriteJson(new ReceiptView(receipt.AAB301, receipt.AAZ341, receipt.State, receipt.Findings));
        else
        {
            FindingLines.Write(parsed.Output(), receipt.Findings);
            parsed.Output().WriteLine($"{Visible.Of(key.ToString())}：{Said(receipt.Verdict, isTrial)}");
        }
        return receipt.Verdict == Verdict.Faulty ? ExitCode.FoundWrong : ExitCode.Done;
    }

    public static Dictionary<string, string?> Fields(ParseResult parsed)
    {
        if (!Console.IsInputRedirected) parsed.Error().WriteLine($"要改的项目（如 {Form}，以 Ctrl+D 结束）：");
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string?>>(Console.In.ReadToEnd(), Verb.Json) is { Count: > 0 } fields
                ? fields
                : throw new NotDoneException($"标准输入中没有要改的项目，应为 {Form}");
        }
        catch (JsonException)
        {
            throw new NotDoneException($"标准输入应为 JSON 对象，值都写成字符串，如 {Form}");
        }
    }

    static string WhyNot(Receipt receipt) =>
        Problems.Line(receipt.Code) + (receipt.Members.Count == 0 ? "" : $"这次给出的：{string.Join('、', receipt.Members.Select(Visible.Of))}");

    static string Said(Verdict verdict, bool isTrial) => verdict switch
    {
        Verdict.Faulty => "校验不通过，没有保存",
        Verdict.Known => "内容与现有的相同，没有改变",
        _ => isTrial ? "可以更正（试算，没有保存）" : "已更正，将以原流水号再次上传",
    };
}
