using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>One step of a replay: the next rows become due, or the trial is judged.</summary>
sealed class ReplayRelease(Outbox outbox, Jobs jobs) : IJobStep
{
    const long RowsInAStep = 100;
    // More under way at once could all fail before a limit is seen.
    const long MostOpen = 500;

    public string Type => JobType.Replay;

    /// <summary>Not moved while its trial is not over.</summary>
    public bool Step(Session session, JobRow job)
    {
        var outcomes = Ladder.IsLimited(job) ? jobs.Outcomes(session, job) : null;
        if (WhyToStop(session, job, outcomes) is { } why)
        {
            jobs.End(session, job.Id, JobState.Stopped, why);
            return true;
        }
        if (IsHalted(session, job, outcomes)) return false;
        var until = Math.Min(job.Released + RowsInAStep, Ladder.Next(job));
        foreach (var row in jobs.Rows(session, job.Id, job.Released, until)) Release(session, job, row);
        jobs.Release(session, job.Id, until);
        // A trial of all ends with its outcomes.
        if (until == job.Total && (job.Released == job.Total || !Ladder.Of(job).Contains(until))) jobs.End(session, job.Id, JobState.Done, null);
        return true;
    }

    /// <param name="outcomes">Where there is a limit.</param>
    string? WhyToStop(Session session, JobRow job, JobOutcomes? outcomes)
    {
        if (outcomes is null)
            return job.Canary > 0 && job.Released >= job.Canary && jobs.Broken(session, job) is { } broken ? WhyStopped(job, broken) : null;
        var (failed, settled) = (outcomes.Failed, outcomes.Failed + outcomes.Delivered);
        return failed * 100 > job.LimitPercent * settled
            ? $"失败占比超过 {job.LimitPercent}%：有结果的 {settled} 条中 {failed} 条未被部平台接收；其余 {job.Total - job.Released} 条没有重新上传"
            : null;
    }

    bool IsHalted(Session session, JobRow job, JobOutcomes? outcomes) => outcomes is not null
        ? Ladder.Of(job).Contains(job.Released) ? outcomes.Open > 0 : outcomes.Open >= MostOpen
        : job.Canary > 0 && job.Released >= job.Canary && jobs.Undelivered(session, job) > 0;

    // What was done about it meanwhile stands: a newer version, a stop, an outcome.
    void Release(Session session, JobRow job, UploadRow row)
    {
        var wasStopped = row.State == UploadState.Discarded && string.CompareOrdinal(row.SettledAt, job.CreatedAt) > 0;
        var isNewest = outbox.Latest(session, row.Kind, row.AAB301, row.AAZ341)!.Id == row.Id;
        if (isNewest && !wasStopped) outbox.Replay(session, row, job.Reason);
    }

    static string WhyStopped(JobRow job, UploadRow row)
    {
        var what = row.State == UploadState.Failed ? $"未被部平台接收（{row.Code}）" : "已停止上传";
        return $"小批试传未通过：{UploadKey.Of(row)} {what}；其余 {job.Total - job.Released} 条没有重新上传";
    }
}
