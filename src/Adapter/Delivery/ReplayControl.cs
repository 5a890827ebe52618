using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>The job after what a person did about it; or the stable id of what stands in the way.</summary>
sealed record ControlAnswer(JobRow? Job, string Code = "");

/// <summary>What a person may do about a replay that is under way: approve it as the second one, make it wait, let it go on, end it.</summary>
sealed class ReplayControl(Writer writer, Jobs jobs, AuditLog audit, Replays replays)
{
    public Task<ControlAnswer> Approve(Actor by, long id) => Change(by, "replay.approve", id, "", (session, job) =>
        !job.IsAwaiting ? "job.approved"
        : job.BegunBy == by.Name ? "job.own"
        : jobs.Approve(session, id, by.Name) ? "" : "job.approved");

    public Task<ControlAnswer> Pause(Actor by, long id, string reason) =>
        Change(by, "replay.pause", id, reason, (session, _) => jobs.Pause(session, id, paused: true) ? "" : "job.paused");

    public Task<ControlAnswer> Resume(Actor by, long id, string reason) =>
        Change(by, "replay.resume", id, reason, (session, _) => jobs.Pause(session, id, paused: false) ? "" : "job.not-paused");

    /// <summary>What was released goes its way; the rest stays as it is.</summary>
    public Task<ControlAnswer> Stop(Actor by, long id, string reason) => Change(by, "replay.stop", id, reason, (session, job) =>
    {
        jobs.End(session, id, JobState.Stopped, $"已由人工停止：{reason}；其余 {job.Total - job.Released} 条没有重新上传");
        return "";
    });

    async Task<ControlAnswer> Change(Actor by, string action, long id, string reason, Func<Session, JobRow, string> change)
    {
        var answer = await writer.Write<ControlAnswer>(session =>
        {
            if (jobs.Find(session, id) is not { } job) return new(null, "job.not-found");
            var code = job.State == JobState.Running ? change(session, job) : "job.ended";
            audit.Add(session, by, new() { Action = action, Object = $"job/{id}", Detail = reason, Result = AuditRow.ResultOf(code) });
            return code == "" ? new(jobs.Find(session, id)) : new(null, code);
        });
        replays.Wake.Set();
        return answer;
    }
}
