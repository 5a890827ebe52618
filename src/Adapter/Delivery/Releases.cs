using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>The row after it was let go, and what that risks in words; or the stable id of why there is nothing to let go.</summary>
sealed record ReleaseAnswer(UploadRow? Row, string Code = "", string Notice = "");

/// <summary>Frees one row that waits, on a person's word: from its order, from its pause, or from an outcome that is not known.</summary>
sealed class Releases(Writer writer, Outbox outbox, AuditLog audit, Agreement agreement, TimeProvider time)
{
    const string Early = "不再等到原定时间，立即上传。";
    const string OutOfOrder = "不等前一条记录而先上传，仅此一次、仅此一条：部平台可能因前一条尚未到达而退回，或以较旧的内容为准；请事后核对。";
    const string Again = "部平台可能已收到这条记录。将以同一报文（编号、内容不变）再次上传，平台按报文编号和流水号识别重复；不能识别的平台会多收一次，请事后与部平台核对。";

    public Task<ReleaseAnswer> Release(Actor by, UploadKey key, string reason) => writer.Write<ReleaseAnswer>(session =>
    {
        if (outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341) is not { } row) return new(null, "upload.not-found");
        var answer = row.State switch
        {
            UploadState.Waiting => Waiting(session, row, reason),
            UploadState.Unknown => Open(session, row, reason),
            UploadState.Sending => new(null, "upload.open"),
            _ => new(null, $"upload.{row.State}"),
        };
        audit.Add(session, by, new() { Action = "release", Object = key.ToString(), Person = row.Person, Detail = reason, Result = AuditRow.ResultOf(answer.Code) });
        return answer.Code == "" ? answer with { Row = outbox.Find(session, row.Id) } : answer;
    });

    ReleaseAnswer Waiting(Session session, UploadRow row, string reason)
    {
        var isBehind = outbox.WaitsFor(session, row, agreement.Kind(row.Kind).Ends) is not null;
        if (!isBehind && !IsPutOff(row)) return new(null, "upload.not-held");
        return outbox.Release(session, row, isBehind, reason) ? new(null, Notice: isBehind ? OutOfOrder : Early) : new(null, "upload.open");
    }

    ReleaseAnswer Open(Session session, UploadRow row, string reason)
    {
        if (!IsPutOff(row)) return new(null, "upload.not-held");
        return outbox.ReleaseOpen(session, row, reason) ? new(null, Notice: Again) : new(null, "upload.open");
    }

    bool IsPutOff(UploadRow row) => string.CompareOrdinal(row.DueAt, Stamp.Of(time.GetUtcNow())) > 0;
}
