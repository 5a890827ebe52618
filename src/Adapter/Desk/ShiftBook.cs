using Adapter.Store;

namespace Adapter.Desk;

/// <summary>
/// What the people on duty tell each other: notes for the next shift, and notices that need no eyes for a while. Whoever
/// calls has seen that the person may. Nothing that watches this program learns of it.
/// </summary>
sealed class ShiftBook(Writer writer, ShiftBooks books, TimeProvider time)
{
    public const int LongestText = 500;
    public const int LongestReason = 200;

    /// <summary>The longest that a notice is laid aside.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    string Now => Stamp.Of(time.GetUtcNow());

    /// <summary>"" or the stable id of what stands in the way. What a note says stands in the store alone, not in the log.</summary>
    /// <param name="by">Who writes it.</param>
    /// <param name="AAB301">The region that it is about; "" = all.</param>
    /// <param name="upload">The upload that it is about, of that region; null = none.</param>
    /// <param name="text">1 to 500 characters.</param>
    public Task<string> Write(Actor by, string AAB301, UploadKey? upload, string text) => writer.Write(session =>
    {
        text = text.Trim();
        if (text.Length is 0 or > LongestText) return "note.text";
        if (upload is not null && (upload.AAB301 != AAB301 || books.Outbox.Latest(session, upload.Kind, upload.AAB301, upload.AAZ341) is null)) return "upload.not-found";
        var id = books.Notes.Add(session, new() { AAB301 = AAB301, Upload = upload?.ToString(), Text = text, WrittenBy = by.Name, WrittenAt = Now });
        return Note(session, by, "note.add", $"note/{id}", upload?.ToString() ?? AAB301, "");
    });

    /// <summary>The note has been seen to.</summary>
    public Task<string> Done(Actor by, long id) => writer.Write(session => books.Notes.Find(session, id) is { } note
        ? Note(session, by, "note.done", $"note/{id}", note.AAB301, books.Notes.Done(session, id, by.Name, Now) ? "" : "note.done")
        : "note.not-found");

    /// <summary>Lays a notice aside in these regions, until then it is shown folded.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="subject">What the notice is about.</param>
    /// <param name="cause">The kind of trouble; another one is shown at once.</param>
    /// <param name="regions">"" = a notice of no region.</param>
    /// <param name="reason">1 to 200 characters.</param>
    /// <param name="span">At most <see cref="Longest"/>.</param>
    public Task<string> Silence(Actor by, string subject, string cause, IReadOnlyList<string> regions, string reason, TimeSpan span) => writer.Write(session =>
    {
        reason = reason.Trim();
        if (reason.Length is 0 or > LongestReason) return "silence.reason";
        if (span <= TimeSpan.Zero || span > Longest) return "silence.time";
        var until = Stamp.Of(time.GetUtcNow() + span);
        foreach (var AAB301 in regions)
        {
            books.Silences.Add(session, new() { Subject = subject, AAB301 = AAB301, Cause = cause, Reason = reason, SilencedBy = by.Name, SilencedAt = Now, Until = until });
            Note(session, by, "silence", ObjectOf(subject, AAB301), $"{cause} {until} {reason}", "");
        }
        return "";
    });

    /// <summary>Shows it again before its time.</summary>
    public Task<string> End(Actor by, IReadOnlyList<SilenceRow> rows) => writer.Write(session =>
    {
        foreach (var row in rows)
            if (books.Silences.End(session, row.Id, by.Name, Now)) Note(session, by, "silence.end", ObjectOf(row.Subject, row.AAB301), row.Cause, "");
        return "";
    });

    static string ObjectOf(string subject, string AAB301) => AAB301 == "" ? $"notice/{subject}" : $"notice/{subject}/{AAB301}";

    string Note(Session session, Actor by, string action, string about, string detail, string code)
    {
        books.Audit.Add(session, by, new() { Action = action, Object = about, Detail = detail, Result = AuditRow.ResultOf(code) });
        return code;
    }
}

/// <summary>The books of the shifts.</summary>
sealed record ShiftBooks(ShiftNotes Notes, Silences Silences, Outbox Outbox, AuditLog Audit);
