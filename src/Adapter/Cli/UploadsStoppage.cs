using System.CommandLine;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary><c>adapter uploads discard</c> and <c>restore</c>: stops what is not yet sent and lets it go again; some by key, or what a filter finds.</summary>
/// <param name="name">The verb.</param>
/// <param name="word">What it does, in a clerk's words.</param>
/// <param name="takes">The states of rows that a filter takes.</param>
/// <param name="act">Does it to one.</param>
sealed class UploadsStoppage(string name, string word, IReadOnlyList<string> takes, Func<Stoppage, UploadKey, string, Task<StoppageAnswer>> act)
{
    /// <summary>How many there were, how many were changed, and why the others were not: stable id to count.</summary>
    sealed record Tally(int Total, int Done, IReadOnlyDictionary<string, int> Refused, bool DryRun);

    readonly Argument<string[]> keys = UploadsVerb.Keys();
    readonly Option<bool> dryRun = new("--dry-run") { Description = "试算：只计数，不改变" };
    readonly Option<string?> reason = UploadsVerb.Reason();
    readonly UploadFilters filters = new();

    public static Command Discard() => new UploadsStoppage("discard", "停止上传", [UploadState.Waiting, UploadState.Failed],
        (stoppage, key, reason) => stoppage.Discard(Actor.AtTerminal(), key, reason)).Command("停止上传待上传或未成功的记录", "重复报送", UploadState.Failed);

    public static Command Restore() => new UploadsStoppage("restore", "恢复上传", [UploadState.Discarded],
        (stoppage, key, reason) => stoppage.Restore(Actor.AtTerminal(), key, reason)).Command("恢复上传已停止的记录", "停发有误", UploadState.Discarded);

    Command Command(string what, string because, string state)
    {
        var command = new Command(name, Verb.Describe($"{what}；有不能办理的，退出码为 2",
            $"adapter uploads {name} audit-result/370102/370102260213000001 --reason {because}",
            $"adapter uploads {name} --state {state} --region 370102 --dry-run"))
        {
            keys, dryRun, AtOnce.Yes(), reason, Verb.JsonOption(),
        };
        filters.AddTo(command, withPerson: false);
        command.SetAction(Run);
        return command;
    }

    async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        var isTrial = parsed.GetValue(dryRun);
        var why = isTrial ? "" : reason.Read(parsed);
        var given = filters.Named(parsed, keys, word);
        await using var store = UploadsVerb.Open(parsed);
        var stoppage = store.GetRequiredService<Stoppage>();
        if (given.Count == 1 && !isTrial) return One(parsed, given[0], await act(stoppage, given[0], why));
        var wanted = given.Count > 0 ? given : Found(store, filters.Read(parsed, store.GetRequiredService<Agreement>()));
        if (isTrial) return Tell(parsed, new(wanted.Count, store.Read(session => wanted.Count(key => IsTaken(session, store, key))), new Dictionary<string, int>(), DryRun: true));
        parsed.Confirm(wanted.Count, word);
        var done = await parsed.Each(word, wanted, key => act(stoppage, key, why), stop);
        var refused = done.Where(row => row.Answer.Row is null).CountBy(row => row.Answer.Code).ToDictionary();
        return Tell(parsed, new(done.Count, done.Count - refused.Values.Sum(), refused, DryRun: false));
    }

    List<UploadKey> Found(ServiceProvider store, UploadFilter filter) => store.Read(session => takes
        .Where(state => (filter.State ?? state) == state)
        .SelectMany(state => store.GetRequiredService<UploadList>().Newest(session, filter with { State = state }))
        .Select(row => row.Key).ToList());

    bool IsTaken(Session session, ServiceProvider store, UploadKey key) =>
        store.GetRequiredService<Outbox>().Latest(session, key.Kind, key.AAB301, key.AAZ341) is { } row && takes.Contains(row.State);

    static int One(ParseResult parsed, UploadKey key, StoppageAnswer answer)
    {
        if (answer.Row is not { } row) throw new NotDoneException(Problems.Line(answer.Code));
        if (parsed.IsJson()) parsed.WriteJson(UploadItem.Of(row));
        else parsed.Output().WriteLine($"{Visible.Of(key.ToString())}：{UploadWords.Of(row)}");
        return ExitCode.Done;
    }

    int Tell(ParseResult parsed, Tally tally)
    {
        if (parsed.IsJson()) parsed.WriteJson(tally);
        else if (tally.Total == 0) parsed.Output().WriteLine($"没有可以{word}的记录：符合条件的记录中，没有{string.Join("或", takes.Select(state => UploadWords.Of(state)))}的");
        else
        {
            parsed.Output().WriteLine($"{(tally.DryRun ? $"试算（没有改变）：{tally.Total} 条中可" : "已")}{word} {tally.Done} 条");
            foreach (var (code, count) in tally.Refused) parsed.Output().WriteLine($"没有办理 {count} 条：{Problems.Line(code)}");
        }
        return tally.Refused.Count > 0 ? ExitCode.FoundWrong : ExitCode.Done;
    }
}
