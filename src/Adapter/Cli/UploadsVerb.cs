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
    public static Command Command() => new("uploads", Verb.Describe("上传情况：列出、归类、查看、更正、批量更正、导出导入、重新上传、停止、恢复、解除等待", "adapter uploads list --state failed", "adapter uploads replay --state failed --code 90000001 --reason 平台已恢复"))
    {
        UploadsList.Command(), UploadsGroups.Command(), UploadsShow.Command(), UploadsEdit.Command(), UploadsCorrect.Command(), UploadsCorrection.Command(), UploadsExport.Command(), UploadsImport.Command(), UploadsReplay.Command(), UploadsStoppage.Discard(), UploadsStoppage.Restore(), UploadsRelease.Command(),
    };

    /// <summary>The store with what these verbs use.</summary>
    public static ServiceProvider Open(ParseResult parsed) => OpenStore.Of(parsed.Settings(), services => services
        .AddReplays().AddReading().AddReview());

    public static Argument<string> Key() => new("KEY") { HelpName = "记录", Description = "类别/行政区划代码/系统流水号，如 audit-result/370102/370102260213000001" };

    public static Argument<string[]> Keys() => new("KEY")
    {
        HelpName = "记录",
        Description = "类别/行政区划代码/系统流水号，可写多条；也可不写而用筛选条件",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string?> Reason() => new("--reason") { Description = "理由，记入操作记录", HelpName = "理由" };

    /// <exception cref="NotDoneException">It is no key.</exception>
    public static UploadKey Read(string text) => UploadKey.Parse(text)
        ?? throw new NotDoneException("记录应写作 类别/行政区划代码/系统流水号，如 audit-result/370102/370102260213000001");

    /// <exception cref="NotDoneException">It is not given.</exception>
    public static string Read(this Option<string?> reason, ParseResult parsed) =>
        parsed.GetValue(reason) is { } text && text.Trim() != "" ? text.Trim() : throw new NotDoneException("请用 --reason 写明理由");
}
