using System.CommandLine;
using Adapter.Api;
using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>Looks on at a replay that the daemon does, and tells how it ended.</summary>
sealed class ReplayFollowing(ServiceProvider store, long id, Func<CancellationToken, Task<bool>> isRunning)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    Jobs Jobs => store.GetRequiredService<Jobs>();

    public async Task<int> Run(ParseResult parsed, bool wait, CancellationToken stop)
    {
        var isThere = await parsed.WithBars(bars => Follow(bars?.AddTask("重新上传"), wait, stop));
        var (job, states, refused) = store.Read(session => (Jobs.Find(session, id)!, Jobs.States(session, id), Jobs.Refusals(session, id)));
        if (parsed.IsJson()) parsed.WriteJson(JobView.Of(job, states, refused));
        else Tell(parsed.Output(), job, states, isThere);
        return job.State == JobState.Stopped ? ExitCode.FoundWrong : ExitCode.Done;
    }

    /// <summary>Until it has ended, or only once; false when no daemon is there to do it.</summary>
    async Task<bool> Follow(ProgressTask? bar, bool wait, CancellationToken stop)
    {
        try
        {
            while (await isRunning(stop))
            {
                var job = store.Read(session => Jobs.Find(session, id)!);
                bar?.MaxValue(job.Total).Value(job.Released);
                if (job.State != JobState.Running || !wait) return true;
                await Task.Delay(Pause, stop);
            }
            return false;
        }
        catch (OperationCanceledException)
        {
            // Only the looking on ends.
            return true;
        }
    }

    static void Tell(TextWriter output, JobRow job, IReadOnlyDictionary<string, long> states, bool isThere)
    {
        var now = string.Join("，", states.Select(state => $"{UploadWords.Of(state.Key)} {state.Value} 条"));
        output.WriteLine(job.State switch
        {
            JobState.Done => $"任务 {job.Id} 已办完：重新上传 {job.Total} 条，现在{now}",
            JobState.Stopped => $"任务 {job.Id} 已停下，现在{now}",
            _ when isThere => $"任务 {job.Id} 由服务继续办理：共 {job.Total} 条，已办 {job.Released} 条，现在{now}",
            _ => $"任务 {job.Id} 已记下：共 {job.Total} 条。服务没有运行，下次启动（adapter run）后开始上传",
        });
        if (job.Message is { } message) output.WriteLine(message);
    }
}
