using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Why an upload waits, and until when.</summary>
sealed class Waiting(Agreement agreement, Outbox outbox)
{
    public WaitView Of(Session session, UploadRow row)
    {
        if (row.State is not (UploadState.Waiting or UploadState.Unknown)) return new(row.State, row.Why, null, null);
        var earlier = row.State == UploadState.Waiting ? outbox.WaitsFor(session, row, agreement.Kind(row.Kind).Ends) : null;
        var due = row.DueAt == Stamp.Never ? null : row.DueAt;
        return earlier is null
            ? new(row.State, row.Why, due, null)
            : new(row.State, "等待同一人或同一流水号的前一条记录先上传", due, $"{earlier.Kind}/{earlier.AAB301}/{earlier.AAZ341}");
    }
}
