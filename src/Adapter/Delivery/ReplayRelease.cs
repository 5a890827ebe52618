using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>One step of a replay: the next rows become due, or the trial is judged.</summary>
sealed class ReplayRelease(Database database, Writer writer, Outbox outbox, Jobs jobs)
{
    const long RowsInAStep = 100;

    public IReadOnlyList<JobRow> Running() => database.Read(jobs.Running);

    /// <summary>The job after the step; not moved when there was nothing to do for it: its trial is not over.</summary>
    public Task<(bool Moved, JobRow Job)> Step(long id) => writer.Write(session => (Step(session, id), jobs.Find(session, id)!));

    bool Step(Session session, long id)
    {
        if (jobs.Find(session, id) is not { State: JobState.Running } job) return false;
        var isTried = job.Released >= job.Canary;
        if (isTried && job.Canary > 0)
        {
            if (jobs.Broken(session, job) is { } broken)
            {
                jobs.End(session, id, JobState.Stopped, WhyStopped(job, broken));
                return true;
            }
            if (jobs.Undelivered(session, job) > 0) return false;
        }
        var until = Math.Min(job.Released + RowsInAStep, isTried ? job.Total : job.Canary);
        foreach (var row in jobs.Rows(session, id, job.Released, until)) Release(session, job, row);
        jobs.Release(session, id, until);
        if (isTried && until == job.Total) jobs.End(session, id, JobState.Done, null);
        return true;
    }

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
