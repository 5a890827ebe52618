using System.CommandLine;
using Adapter.Api;
using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads</c>: what is sent, how far it is, and what a person does about it.</summary>
static class UploadsVerb
{
    public static Command Command() => new("uploads", Verb.Describe("上传情况：列出、归类、查看、更正、批量更正、重新上传、停止、恢复、解除等待", "adapter uploads list --state failed", "adapter uploads replay --state failed --code 90000001 --reason 平台已恢复"))
    {
        UploadsList.Command(), UploadsGroups.Command(), UploadsShow.Command(), UploadsEdit.Command(), UploadsCorrect.Command(), UploadsReplay.Command(), Discard(), Restore(), UploadsRelease.Command(),
    };

    /// <summary>The store with what these verbs use.</summary>
    public static ServiceProvider Open(ParseResult parsed) => OpenStore.Of(parsed.Settings(), services => services
        .AddReplays().AddReading().AddReview());

    public static Argument<string> Key() => new("KEY") { HelpName = "记录", Description = "类别/行政区划代码/系统流水号，如 audit-result/370102/370102260213000001" };

    public static Option<string?> Reason() => new("--reason") { Description = "理由，记入操作记录", HelpName = "理由" };

    /// <exception cref="NotDoneException">It is no key.</exception>
    public static UploadKey Read(string text) => UploadKey.Parse(text)
        ?? throw new NotDoneException("记录应写作 类别/行政区划代码/系统流水号，如 audit-result/370102/370102260213000001");

    /// <exception cref="NotDoneException">It is not given.</exception>
    public static string Read(this Option<string?> reason, ParseResult parsed) =>
        parsed.GetValue(reason) is { } text && text.Trim() != "" ? text.Trim() : throw new NotDoneException("请用 --reason 写明理由");

    static Command Discard() => Change("discard", "停止上传一条待上传或未成功的记录", "重复报送",
        (store, key, reason) => store.GetRequiredService<Stoppage>().Discard(key, reason));

    static Command Restore() => Change("restore", "恢复上传一条已停止的记录", "停发有误",
        (store, key, reason) => store.GetRequiredService<Stoppage>().Restore(key, reason));

    static Command Change(string name, string what, string because, Func<ServiceProvider, UploadKey, string, Task<StoppageAnswer>> change)
    {
        var (key, reason) = (Key(), Reason());
        var command = new Command(name, Verb.Describe(what, $"adapter uploads {name} audit-result/370102/370102260213000001 --reason {because}"))
        {
            key, reason, Verb.JsonOption(),
        };
        command.SetAction(async (parsed, _) =>
        {
            var (wanted, why) = (Read(parsed.GetRequiredValue(key)), reason.Read(parsed));
            await using var store = Open(parsed);
            var answer = await change(store, wanted, why);
            if (answer.Row is not { } row) throw new NotDoneException(Problems.Line(answer.Code));
            if (parsed.IsJson()) parsed.WriteJson(UploadItem.Of(row));
            else parsed.Output().WriteLine($"{Visible.Of(wanted.ToString())}：{UploadWords.Of(row)}");
            return ExitCode.Done;
        });
        return command;
    }
}
