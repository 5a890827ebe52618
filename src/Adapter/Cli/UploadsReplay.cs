using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads replay</c>: begins a job in the store. The daemon does it, now or from its next start.</summary>
static class UploadsReplay
{
    public static Command Command()
    {
        var filters = new UploadFilters();
        var keys = UploadsVerb.Keys();
        var dryRun = new Option<bool>("--dry-run") { Description = "试算：只说明会重新上传哪些，不实际上传" };
        var canary = new Option<int?>("--canary") { Description = "小批试传：先上传这么多条，全部成功后再上传其余的", HelpName = "条数" };
        var limit = new Option<long?>("--limit") { Description = "逐级试传：1、10、100 条，再全部；失败占比超过这个百分数自动停下（与 --canary 同用时，从那么多条起逐级放大）", HelpName = "百分数" };
        var noWait = new Option<bool>("--no-wait") { Description = "任务交给服务后即返回，不等它办完" };
        var reason = UploadsVerb.Reason();
        var command = new Command("replay", Verb.Describe("重新上传退回、异常或待上传的记录，超过 10 条先确认；试传未通过的，退出码为 2",
            "adapter uploads replay audit-result/370102/370102260213000001 --reason 平台已恢复",
            "adapter uploads replay --state failed --code 90000001 --canary 5 --reason 平台已恢复",
            "adapter uploads replay --state failed --code 90000001 --limit 20 --reason 平台已恢复 --yes",
            "adapter uploads replay --state failed --dry-run"))
        {
            keys, dryRun, canary, limit, AtOnce.Yes(), noWait, reason, Verb.JsonOption(),
        };
        filters.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var isTrial = parsed.GetValue(dryRun);
            var why = isTrial ? "" : reason.Read(parsed);
            var pace = Pace(parsed.GetValue(canary), parsed.GetValue(limit));
            await using var store = UploadsVerb.Open(parsed);
            var choice = Choose(parsed, store, filters, filters.Named(parsed, keys, "重新上传"));
            if (isTrial) return Tell(parsed, choice, $"试算（不实际上传）：将重新上传 {choice.Uploads.Count} 条");
            if (choice.Uploads.Count == 0) return Tell(parsed, choice, "没有可以重新上传的记录");
            parsed.Confirm(choice.Uploads.Count, "重新上传");
            var job = await store.GetRequiredService<Replays>().Begin(Actor.AtTerminal(), choice, pace, why);
            var settings = store.GetRequiredService<AdapterSettings>();
            var following = new ReplayFollowing(store, job.Id, token => Daemon.IsRunning(settings, token));
            return await following.Run(parsed, !parsed.GetValue(noWait), stop);
        });
        return command;
    }

    static ReplayPace Pace(int? canary, long? limit)
    {
        if (canary < 0) throw new NotDoneException("--canary 应为正整数");
        if (limit is < 0 or >= JobRow.NoLimit) throw new NotDoneException("--limit 应为 0 至 99 的整数");
        return limit is { } percent ? new(canary is null or 0 ? 1 : canary.Value, percent) : new(canary ?? 0);
    }

    static ReplayChoice Choose(ParseResult parsed, ServiceProvider store, UploadFilters filters, IReadOnlyList<UploadKey> keys)
    {
        var replays = store.GetRequiredService<Replays>();
        if (keys.Count > 0) return OfKeys(replays, keys);
        var filter = filters.Read(parsed, store.GetRequiredService<Agreement>());
        return filters.Text(parsed) is { } text
            ? replays.Choose(UploadFilters.Find(store, text, filter), filter)
            : replays.Choose(filter);
    }

    static ReplayChoice OfKeys(Replays replays, IReadOnlyList<UploadKey> keys)
    {
        var choice = replays.Choose(keys);
        return keys.Count > 1 || choice.Uploads.Count > 0 ? choice : throw new NotDoneException(Problems.Line(choice.WhyNot));
    }

    static int Tell(ParseResult parsed, ReplayChoice choice, string line)
    {
        if (parsed.IsJson()) parsed.WriteJson(new TrialView(choice.Uploads.Count, choice.Skipped));
        else
        {
            parsed.Output().WriteLine(line);
            if (choice.LeftOut is { } leftOut) parsed.Output().WriteLine(leftOut);
        }
        return ExitCode.Done;
    }
}
