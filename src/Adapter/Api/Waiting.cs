using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Why an upload waits, and until when. What holds a whole region is known to the daemon alone: without gates it is not told.</summary>
sealed class Waiting(Agreement agreement, Outbox outbox, OpeningHours hours, TimeProvider time, Gates? gates = null)
{
    public WaitView Of(Session session, UploadRow row)
    {
        if (row.State is not (UploadState.Waiting or UploadState.Unknown)) return new(row.State, row.Why, null, null);
        var kind = agreement.Kind(row.Kind);
        var isPutOff = string.CompareOrdinal(row.DueAt, Stamp.Of(time.GetUtcNow())) > 0;
        if (row.State == UploadState.Waiting && outbox.WaitsFor(session, row, kind.Ends) is { } earlier)
            return new(row.State, $"等待同一人或同一流水号的前一条记录（{UploadWords.Of(earlier)}）先上传成功", isPutOff ? row.DueAt : null, $"{UploadKey.Of(earlier)}");
        var held = row.DueAt == Stamp.Never ? null : Held(kind, row);
        return held is null || string.CompareOrdinal(Stamp.Of(held.Until), row.DueAt) <= 0
            ? new(row.State, isPutOff ? PutOff(row) : Due(row), row.DueAt == Stamp.Never ? null : row.DueAt, null)
            : new(row.State, held.Why, Stamp.Of(held.Until), null);
    }

    // A row that was answered says what the last answer was.
    static string PutOff(UploadRow row) => row.Code is { Length: > 0 } code && row.Why != "" && row.DueAt != Stamp.Never ? $"{row.Why}（{code}）" : row.Why;

    string Due(UploadRow row) => gates is null
        ? $"{row.Why}；已到时间，由服务上传；地区或接口是否暂停，要看运行中的服务".TrimStart('；')
        : row.Why;

    Hold? Held(Kind kind, UploadRow row) => hours.OpensAt(kind.Interface, time.GetUtcNow()) is { } opens
        ? new("部平台维护中", opens)
        : gates?.HoldOf(new() { Kind = row.Kind, AAB301 = row.AAB301 });
}
