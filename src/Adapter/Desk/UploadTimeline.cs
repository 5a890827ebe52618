using Adapter.Store;

namespace Adapter.Desk;

/// <summary>Something that happened to an upload.</summary>
/// <param name="At">When, as the store keeps it.</param>
/// <param name="What">In a clerk's words.</param>
/// <param name="Who">A person, a program, or "".</param>
/// <param name="Detail">Reason or answer.</param>
/// <param name="Code">Of an answer; null where it is none.</param>
public sealed record Moment(string At, string What, string Who = "", string Detail = "", string? Code = null);

/// <summary>The life of an upload in order: received, decided, each attempt, each act of a person.</summary>
sealed class UploadTimeline(Outbox outbox, Inbox inbox, AuditLog audit, Jobs jobs)
{
    const int MostActs = 500;

    /// <summary>Who looked at it is for the auditor.</summary>
    static readonly string[] Unshown = ["reveal", "pull", "export"];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Moment> Of(Session session, UploadKey key)
    {
        var versions = outbox.Versions(session, key.Kind, key.AAB301, key.AAZ341);
        return [.. Beginning(session, versions[0])
            .Concat(versions.SelectMany(row => OfVersion(session, row)))
            .Concat(audit.List(session, new() { Object = key.ToString(), Limit = MostActs }).Where(row => !Unshown.Contains(row.Action)).Select(Act))
            .OrderByDescending(moment => moment.At, StringComparer.Ordinal)];
    }

    IEnumerable<Moment> Beginning(Session session, UploadRow first)
    {
        if (first.ADC201 is { } number && inbox.Find(session, number) is { } application)
            yield return new(application.ReceivedAt, "下载申请", Detail: $"申请编号 {number}");
    }

    IEnumerable<Moment> OfVersion(Session session, UploadRow row)
    {
        yield return new(row.CreatedAt, row.Version == 1 ? "进入上传队列" : $"第 {row.Version} 版进入上传队列", Detail: Origin.ImportOf(row.Origin) is { } import ? $"由导入任务 {import} 报送" : row.Origin == Origin.Live ? "" : "历史数据");
        foreach (var job in jobs.OfUpload(session, row.Id).Where(job => !Unshown.Contains(job.Type))) yield return new(job.CreatedAt, $"列入任务 {job.Id}：{AuditWords.Of(job.Type)}", job.BegunBy, job.Reason);
        foreach (var attempt in outbox.Attempts(session, row.Id))
            yield return new(attempt.At, $"上传（{attempt.Milliseconds} 毫秒）", "部平台", $"{attempt.Message} {attempt.Field}".Trim(), attempt.Code);
        if (row is { State: UploadState.Delivered, SettledAt: { } settled }) yield return new(settled, UploadWords.Of(row.State), "部平台");
    }

    static Moment Act(AuditRow row) => new(row.At, AuditWords.Of(row.Action) + (row.Result == AuditRow.Done ? "" : "（没有办成）"), $"{row.Actor} {AuditWords.OfDoor(row.Door)}", row.Detail);
}
