using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>The row after a stop or its undoing; or the stable id of what stands in the way.</summary>
sealed record StoppageAnswer(UploadRow? Row, string Code = "");

/// <summary>Stops what is not yet sent, and lets it go again.</summary>
sealed class Stoppage(Writer writer, Outbox outbox)
{
    public Task<StoppageAnswer> Discard(UploadKey key, string reason) => Change(key, (session, row) => row.State switch
    {
        UploadState.Sending or UploadState.Unknown => "upload.open",
        UploadState.Delivered => "upload.delivered",
        UploadState.Discarded => "upload.discarded",
        _ => outbox.Discard(session, row, reason) ? "" : "upload.open",
    });

    public Task<StoppageAnswer> Restore(UploadKey key, string reason) => Change(key, (session, row) =>
        row.State == UploadState.Discarded && outbox.Replay(session, row, reason) ? "" : "upload.not-discarded");

    Task<StoppageAnswer> Change(UploadKey key, Func<Session, UploadRow, string> change) => writer.Write<StoppageAnswer>(session =>
    {
        if (outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341) is not { } row) return new(null, "upload.not-found");
        var code = change(session, row);
        return code == "" ? new(outbox.Find(session, row.Id)) : new(null, code);
    });
}
