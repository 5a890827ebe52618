using System.CommandLine;
using Adapter.Api;
using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads release KEY</c>: a person frees what waits, and is told what that risks.</summary>
static class UploadsRelease
{
    public static Command Command()
    {
        var (key, reason) = (UploadsVerb.Key(), UploadsVerb.Reason());
        var command = new Command("release", Verb.Describe("解除一条记录的等待：不等前一条记录、不等原定时间，或结果待确认而由人工放行（以原报文再次上传）",
            "adapter uploads release audit-result/370102/370102260213000001 --reason 已与部平台核对"))
        {
            key, reason, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var (wanted, why) = (UploadsVerb.Read(parsed.GetRequiredValue(key)), reason.Read(parsed));
            await using var store = UploadsVerb.Open(parsed);
            var answer = await store.GetRequiredService<Releases>().Release(Actor.AtTerminal(), wanted, why);
            if (answer.Row is not { } row) throw new NotDoneException(Problems.Line(answer.Code));
            if (parsed.IsJson()) parsed.WriteJson(new ReleaseView(UploadItem.Of(row), answer.Notice));
            else parsed.Output().WriteLine($"{Visible.Of(wanted.ToString())}：已解除等待。{answer.Notice}");
            return ExitCode.Done;
        });
        return command;
    }
}
