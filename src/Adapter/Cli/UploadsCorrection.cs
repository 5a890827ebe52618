using System.CommandLine;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads correction KEY</c>: a reviewer's correction of a result, whatever state it is in. What changes is read from standard input.</summary>
static class UploadsCorrection
{
    public static Command Command()
    {
        var (key, reason) = (UploadsVerb.Key(), UploadsVerb.Reason());
        var confirm = new Option<string[]>("--confirm")
        {
            Description = $"已确认的规则：{string.Join('、', Confirmation.Rules.Append(Corrections.Ours))}，可写多次",
            HelpName = "规则",
        };
        var command = new Command("correction", Verb.Describe("更正一条审核结果（由审核人员办理）：已上传成功的向部平台作更正，未成功的以新内容上传；要改的项目从标准输入以 JSON 给出，如 " + UploadsEdit.Form + "。校验不通过的不保存，退出码为 2",
            "adapter uploads correction audit-result/370102/370102260213000001 --reason 审核结果有误 < 更正.json"))
        {
            key, reason, confirm, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = UploadsVerb.Read(parsed.GetRequiredValue(key));
            var correction = new Correction { Reason = reason.Read(parsed), Fields = UploadsEdit.Fields(parsed), Confirm = parsed.GetValue(confirm) ?? [] };
            await using var store = UploadsVerb.Open(parsed);
            var receipt = await store.GetRequiredService<Corrections>().Correct(Actor.AtTerminal(), wanted, correction);
            return UploadsEdit.Tell(parsed, wanted, receipt, isTrial: false);
        });
        return command;
    }
}
