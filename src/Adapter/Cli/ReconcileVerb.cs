using System.CommandLine;
using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;
using Spectre.Console;
using Profile = Adapter.Wire.Profile;

namespace Adapter.Cli;

/// <summary>
/// <c>adapter reconcile</c>: compares a store that was put back with the platform, and lets sending go on when nothing is
/// open; or a person does. It works whether the daemon runs or not.
/// </summary>
static class ReconcileVerb
{
    static readonly Option<string?> From = new("--receipts") { Description = "恢复前的回执：文件，或放有 .ndjson 的文件夹（默认：设置 Receipts:Directory）", HelpName = "文件或文件夹" };
    static readonly Option<bool> Release = new("--release") { Description = "不再核对，由人负责放行；须写明 --reason 和 --by" };
    static readonly Option<string?> Reason = new("--reason") { Description = "为何可以放行，记入数据库", HelpName = "理由" };
    static readonly Option<string?> By = new("--by") { Description = "谁放行，记入数据库", HelpName = "姓名" };

    public static Command Command()
    {
        var command = new Command("reconcile", Verb.Describe("数据恢复后与部平台核对：重新下载申请，按回执和查询核对上传；全部核对清楚即恢复上传，还有不明的退出码为 2",
            "adapter reconcile", "adapter reconcile --receipts /mnt/receipts --json", "adapter reconcile --release --reason 已与部平台逐条核对 --by 王敏"))
        {
            From, Release, Reason, By, Verb.JsonOption(),
        };
        command.SetAction(Run);
        return command;
    }

    static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var byHand = parsed.GetValue(Release) ? (By: Text(parsed, By, "--by 写明谁放行"), Reason: Text(parsed, Reason, "--reason 写明为何可以放行")) : default;
        var settings = byHand.By is null ? parsed.SettingsToRun(warn: false) : parsed.Settings();
        var receipts = ReceiptReading.Read(parsed.GetValue(From), settings);
        await using var store = Open(settings, withMinistry: byHand.By is null);
        await Begin(store, settings);
        var reconciliation = store.GetRequiredService<Reconciliation>();
        if (!reconciliation.IsHeld)
        {
            if (parsed.IsJson()) parsed.WriteJson(new Reconciled { IsCleared = true });
            else parsed.Output().WriteLine("数据库没有恢复过，或已核对过：没有需要核对的，上传照常");
            return ExitCode.Done;
        }
        var found = await parsed.WithBars(async bars =>
        {
            var entered = await reconciliation.Enter(receipts, Step(bars?.AddTask("核对回执"), receipts.Count), stop);
            return byHand.By is null ? await Compare(store, settings, entered, receipts, bars, stop) : entered;
        });
        if (byHand.By is not null) found = found with { IsCleared = await reconciliation.Release(Actor.AtTerminal(), byHand.By, byHand.Reason) };
        else found = await reconciliation.Close(Actor.AtTerminal(), found, "adapter reconcile", "与部平台核对无误");
        ReconcileReport.Tell(parsed, found);
        return found.IsCleared ? ExitCode.Done : ExitCode.FoundWrong;
    }

    static async Task<Reconciled> Compare(ServiceProvider store, AdapterSettings settings, Reconciled sum, IReadOnlyList<UploadReceipt> receipts, ProgressContext? bars, CancellationToken stop)
    {
        sum = await Download(store, settings, sum, bars, stop);
        var bar = bars?.AddTask("查询部平台").IsIndeterminate();
        sum = await store.GetRequiredService<Reconciliation>().Ask(store.GetRequiredService<Inquiry>(), receipts, sum, asked => bar?.Increment(asked), stop);
        bar?.StopTask();
        return sum;
    }

    /// <summary>The applications that came after the backup: all of the window again.</summary>
    static async Task<Reconciled> Download(ServiceProvider store, AdapterSettings settings, Reconciled sum, ProgressContext? bars, CancellationToken stop)
    {
        var remaining = new List<Remainder>(sum.Remaining);
        if (!settings.Ministry.Capabilities.Contains("ReRead"))
            remaining.Add(new("", "re-read", "部平台不能再次下载：备份以后下载过的申请可能不在本系统中。请与部平台的待审核清单核对后人工放行"));
        var step = Step(bars?.AddTask("重新下载申请"), settings.Regions.Count);
        foreach (var region in settings.Regions)
        {
            var run = await store.GetRequiredService<Downloader>().Run(region.Code, stop: stop);
            if (run.State != "done") remaining.Add(new(region.Code, "not-downloaded", $"{region.Code} 没有下载完全（{run.Message?.TrimEnd('。')}），请稍后再核对一次"));
            step(1);
        }
        return sum with { Remaining = remaining };
    }

    /// <summary>A copy may have been put back by hand and no daemon have been started since.</summary>
    static async Task Begin(ServiceProvider store, AdapterSettings settings)
    {
        try
        {
            using var ours = DataFolder.Hold(settings.DataDirectory);
            await store.GetRequiredService<IncarnationGuard>().Begin(isDaemon: false);
        }
        catch (NotDoneException)
        {
            // The daemon runs, and looked when it began.
        }
    }

    static ServiceProvider Open(AdapterSettings settings, bool withMinistry) => OpenStore.Of(settings, services =>
    {
        services.AddSingleton<Reconciliation>();
        if (withMinistry) services.AddMinistry(settings, Profile.Load(Agreement.Load(settings.Contracts), settings.Ministry.Profile)).AddIntake().AddSingleton<Inquiry>();
    });

    static Action<int> Step(ProgressTask? bar, int total)
    {
        bar?.MaxValue(Math.Max(1, total));
        return done => bar?.Increment(done);
    }

    static string Text(ParseResult parsed, Option<string?> option, string what) =>
        parsed.GetValue(option)?.Trim() is { Length: > 0 } text ? text : throw new NotDoneException($"放行由人负责，请用 {what}");
}
