using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter resume [INTERFACE]</c>: through the store, so that the running daemon finds it.</summary>
static class ResumeVerb
{
    public static Command Command()
    {
        var code = new Argument<string?>("INTERFACE") { HelpName = "接口", Description = "接口代码，如 SYDJ1002；不写为全部上传接口", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("resume", Verb.Describe("立即再试因部端鉴权未通过、报文被拒或部平台异常而暂停的上传（部平台要求等待的仍等待）",
            "adapter resume", "adapter resume SYDJ1002"))
        {
            code, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, stop) =>
        {
            await using var store = parsed.Store();
            var known = ResumeCalls.Known(store.GetRequiredService<Agreement>());
            var wanted = Given.OneOf("接口", parsed.GetValue(code), known);
            await store.Write(session =>
            {
                store.GetRequiredService<Resumption>().Ask(session, Actor.AtTerminal(), wanted);
                return true;
            });
            IReadOnlyList<string> asked = wanted is null ? known : [wanted];
            if (parsed.IsJson()) parsed.WriteJson(new ResumeView(asked));
            else parsed.Output().WriteLine(await Daemon.IsRunning(store.GetRequiredService<AdapterSettings>(), stop)
                ? $"已请服务立即再试 {string.Join('、', asked)}；结果见 adapter uploads list 和日志"
                : "服务没有运行；启动（adapter run）时本来就会全部试一次");
            return ExitCode.Done;
        });
        return command;
    }
}
