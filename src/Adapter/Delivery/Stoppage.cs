using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>The row after a stop or its undoing; or the stable id of what stands in the way.</summary>
sealed record StoppageAnswer(UploadRow? Row, string Code = "");

/// <summary>Stops what is not yet sent, and lets it go again.</summary>
sealed class Stoppage(Writer writer, Books books, Agreement agreement, TimeProvider time)
{
    public Task<StoppageAnswer> Discard(Actor by, UploadKey key, string reason) => writer.Write(session => Discard(session, by, key, reason));

    public Task<StoppageAnswer> Restore(Actor by, UploadKey key, string reason) => writer.Write(session => Restore(session, by, key, reason));

    public StoppageAnswer Discard(Session session, Actor by, UploadKey key, string reason) => Change(session, by, "discard", key, reason, row => row.State switch
    {
        UploadState.Sending or UploadState.Unknown => "upload.open",
        UploadState.Delivered => "upload.delivered",
        UploadState.Discarded => "upload.discarded",
        _ => books.Outbox.Discard(session, row, reason) ? "" : "upload.open",
    });

    public StoppageAnswer Restore(Session session, Actor by, UploadKey key, string reason) => Change(session, by, "restore", key, reason, row => row.State switch
    {
        not UploadState.Discarded => "upload.not-discarded",
        _ when IsAnsweredOtherwise(session, row) => "application.decided",
        _ when books.Outbox.Replay(session, row, reason) => Close(session, row),
        _ => "upload.not-discarded",
    });

    // While it was stopped another answer could be given.
    bool IsAnsweredOtherwise(Session session, UploadRow row) => row.ADC201 is { } number
        && ((books.Inbox.Find(session, number) is { State: ApplicationState.Decided } application && application.AAZ341 != row.AAZ341)
            || books.Outbox.OfApplication(session, number).Any(other => other.AAZ341 != row.AAZ341 && other.State != UploadState.Discarded));

    // Its application may have come while it was stopped, and waits for an answer.
    string Close(Session session, UploadRow row)
    {
        if (row.ADC201 is { } number)
            books.Inbox.Decide(session, number, MessageReader.Read(agreement.Kind(row.Kind), row.Payload)["AAE540"]!, row.AAZ341, Stamp.Of(time.GetUtcNow()));
        return "";
    }

    StoppageAnswer Change(Session session, Actor by, string action, UploadKey key, string reason, Func<UploadRow, string> change)
    {
        if (books.Outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341) is not { } row) return new(null, "upload.not-found");
        var code = change(row);
        books.Audit.Add(session, by, new() { Action = action, Object = key.ToString(), Person = row.Person, Detail = reason, Result = AuditRow.ResultOf(code) });
        return code == "" ? new(books.Outbox.Find(session, row.Id)) : new(null, code);
    }
}
