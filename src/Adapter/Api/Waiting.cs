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
        if (row.State == UploadState.Waiting && outbox.WaitsFor(session, row, kind.Ends) is { } earlier)
            return new(row.State, "等待同一人或同一流水号的前一条记录先上传", Due(row), $"{earlier.Kind}/{earlier.AAB301}/{earlier.AAZ341}");
        var held = Held(kind, row);
        return held is null || string.CompareOrdinal(Stamp.Of(held.Until), row.DueAt) <= 0
            ? new(row.State, row.Why, Due(row), null)
            : new(row.State, held.Why, Stamp.Of(held.Until) is var until && until == Stamp.Never ? null : until, null);
    }

    Hold? Held(Kind kind, UploadRow row) => hours.OpensAt(kind.Interface, time.GetUtcNow()) is { } opens
        ? new("部平台维护中", opens)
        : gates?.HoldOf(new() { Kind = row.Kind, AAB301 = row.AAB301 });

    static string? Due(UploadRow row) => row.DueAt == Stamp.Never ? null : row.DueAt;
}
