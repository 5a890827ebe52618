using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Why an upload waits, and until when: its order, what holds its region or interface, its own pause.</summary>
sealed class Waiting(Agreement agreement, Outbox outbox, Holds holds, TimeProvider time)
{
    public WaitView Of(Session session, UploadRow row)
    {
        if (row.State is not (UploadState.Waiting or UploadState.Unknown)) return new(row.State, row.Why, null, null);
        if (Histories.IsHeld(session)) return new(row.State, "数据恢复后尚未核对，暂停上传", null, null);
        if (row.DueAt == Stamp.Never) return new(row.State, row.Why, null, null);
        var kind = agreement.Kind(row.Kind);
        var isPutOff = string.CompareOrdinal(row.DueAt, Stamp.Of(time.GetUtcNow())) > 0;
        if (row.State == UploadState.Waiting && outbox.WaitsFor(session, row, kind.Ends) is { } first)
            return first.Id == row.Id
                ? new(row.State, "同一报文中尚有结果待确认的记录，该报文可能再次上传，确认后再上传本条", row.DueAt, null)
                : new(row.State, $"等待同一人或同一流水号的前一条记录（{UploadWords.Of(first)}）先上传成功", isPutOff ? row.DueAt : null, $"{UploadKey.Of(first)}");
        if (holds.Of(kind, row) is { } hold && !(isPutOff && HasItsHour(row, hold))) return new(row.State, hold.Why, Later(hold, row), null);
        return new(row.State, isPutOff ? PutOff(row) : Due(row), row.DueAt, null);
    }

    // What was never tried is held for a time of day, which may be later than what holds all.
    static bool HasItsHour(UploadRow row, Hold hold) =>
        row.Class is null && hold.Until is { } until && string.CompareOrdinal(Stamp.Of(until), row.DueAt) <= 0;

    static string? Later(Hold hold, UploadRow row) => hold.Until is not { } until ? null
        : string.CompareOrdinal(Stamp.Of(until), row.DueAt) > 0 ? Stamp.Of(until) : row.DueAt;

    // A row that was answered says what the last answer was.
    static string PutOff(UploadRow row) => row.Code is { Length: > 0 } code && row.Why != "" ? $"{row.Why}（{code}）" : row.Why;

    string Due(UploadRow row) => holds.KnowsAll
        ? row.Why
        : $"{row.Why}；已到时间，由服务上传；地区或接口是否暂停，要看运行中的服务".TrimStart('；');
}
