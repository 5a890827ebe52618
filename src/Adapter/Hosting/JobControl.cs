using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>The job after what a person did about it; or the stable id of what stands in the way.</summary>
sealed record ControlAnswer(JobRow? Job, string Code = "");

/// <summary>What a person may do about a job that is under way: approve or refuse it as the second one, make it wait, let it go on, end it.</summary>
sealed class JobControl(Writer writer, Jobs jobs, AuditLog audit, JobRuns runs)
{
    public Task<ControlAnswer> Approve(Actor by, long id) => Change(by, "approve", id, "", (session, job) =>
        WhyNotSecond(by, job) is { } code ? code : jobs.Approve(session, id, by.Name) ? "" : "job.approved");

    public Task<ControlAnswer> Refuse(Actor by, long id, string reason) => Change(by, "refuse", id, reason, (session, job) =>
    {
        if (WhyNotSecond(by, job) is { } code) return code;
        jobs.End(session, id, JobState.Stopped, $"{by.Name} 不同意：{reason}；一条也没有办理");
        return "";
    });

    public Task<ControlAnswer> Pause(Actor by, long id, string reason) =>
        Change(by, "pause", id, reason, (session, _) => jobs.Pause(session, id, paused: true) ? "" : "job.paused");

    public Task<ControlAnswer> Resume(Actor by, long id, string reason) =>
        Change(by, "resume", id, reason, (session, _) => jobs.Pause(session, id, paused: false) ? "" : "job.not-paused");

    /// <summary>What was dealt with stays so; the rest stays as it is.</summary>
    public Task<ControlAnswer> Stop(Actor by, long id, string reason) => Change(by, "stop", id, reason, (session, job) =>
    {
        jobs.End(session, id, JobState.Stopped, $"已由人工停止：{reason}；其余 {job.Total - job.Released} 条没有办理");
        return "";
    });

    static string? WhyNotSecond(Actor by, JobRow job) => !job.IsAwaiting ? "job.approved" : job.BegunBy == by.Name ? "job.own" : null;

    async Task<ControlAnswer> Change(Actor by, string what, long id, string reason, Func<Session, JobRow, string> change)
    {
        var answer = await writer.Write<ControlAnswer>(session =>
        {
            if (jobs.Find(session, id) is not { } job) return new(null, "job.not-found");
            var code = job.State == JobState.Running ? change(session, job) : "job.ended";
            audit.Add(session, by, new() { Action = $"{job.Type}.{what}", Object = $"job/{id}", Detail = reason, Result = AuditRow.ResultOf(code) });
            return code == "" ? new(jobs.Find(session, id)) : new(null, code);
        });
        runs.Wake.Set();
        return answer;
    }
}
