namespace Adapter.Store;

/// <summary>What is to be sent, and what became of it. A row per version; the newest version is the key's state.</summary>
sealed class Outbox(Events events, Signal delivery, TimeProvider time)
{
    // Committed ones, on the writer alone: no lane is ever removed.
    readonly HashSet<(string Kind, string AAB301)> lanes = [];

    /// <summary>Why a row that a person let go is waiting yet.</summary>
    public const string Freed = "已由人工解除等待";

    /// <summary>
    /// Adds the next version of a key and returns it. In the same transaction as what caused it; delivery is woken
    /// after the commit. An empty DueAt means at once.
    /// </summary>
    /// <param name="session">Theirs.</param>
    /// <param name="row">Without a version.</param>
    /// <param name="isFirst">Nothing is held of its key.</param>
    public UploadRow Enqueue(Session session, UploadRow row, bool isFirst = false)
    {
        var now = Stamp.Of(time.GetUtcNow());
        var version = isFirst ? 1 : (Latest(session, row.Kind, row.AAB301, row.AAZ341)?.Version ?? 0) + 1;
        row = row with { Version = version, DueAt = row.DueAt is "" ? now : row.DueAt, CreatedAt = now };
        if (!lanes.Contains((row.Kind, row.AAB301)))
        {
            session.Execute(Sql.Lane, row);
            session.AfterCommit(() => lanes.Add((row.Kind, row.AAB301)));
        }
        row = Keep(session, row);
        session.AfterCommit(delivery.Set);
        return row;
    }

    /// <summary>As it is, with its content.</summary>
    public static UploadRow Keep(Session session, UploadRow row)
    {
        row = row with { Id = session.One<long>(Sql.Insert, row) };
        session.Execute(Sql.InsertContent, row);
        return row;
    }

    public UploadRow? Latest(Session session, string kind, string AAB301, string AAZ341) =>
        session.One<UploadRow>(Sql.Latest, new { kind, AAB301, AAZ341 });

    public UploadRow? Find(Session session, long id) => session.One<UploadRow>(Sql.Find, new { id });

    public IReadOnlyList<UploadRow> Versions(Session session, string kind, string AAB301, string AAZ341) =>
        session.All<UploadRow>(Sql.Versions, new { kind, AAB301, AAZ341 });

    public IReadOnlyList<AttemptRow> Attempts(Session session, long uploadId) => session.All<AttemptRow>(Sql.Attempts, new { uploadId });

    /// <summary>All uploads of a person, oldest first.</summary>
    public IReadOnlyList<UploadRow> OfPerson(Session session, string person) => session.All<UploadRow>(Sql.OfPerson, new { person });

    /// <summary>All audit results that answer an application, oldest first.</summary>
    public IReadOnlyList<UploadRow> OfApplication(Session session, string ADC201) => session.All<UploadRow>(Sql.OfApplication, new { ADC201 });

    /// <summary>The row that this one must wait for: an earlier one, or itself in a message that may come again; null when it may go.</summary>
    /// <param name="ends">The kind that this row's kind ends, or null.</param>
    public UploadRow? WaitsFor(Session session, UploadRow row, string? ends) =>
        row.Freed == 1 ? null :
        session.One<UploadRow>(Sql.EarlierVersion, row) ??
        session.One<UploadRow>(Sql.InOpenMessage, new { row.Kind, row.AAB301, row.AAZ341, row.Version, Stamp.Never }) ??
        (ends is null || row.Person is null ? null : session.One<UploadRow>(Sql.OpenRegistration, new { row.Person, row.AAB301, row.Id, ends }));

    /// <summary>Sends a failed, discarded or waiting row again, now. False when its outcome is open or it is delivered.</summary>
    public bool Replay(Session session, UploadRow row, string reason) =>
        Change(session, row, Sql.Replay, "replayed", reason);

    /// <summary>Stops a waiting or failed row. False when its outcome is open or it is delivered.</summary>
    public bool Discard(Session session, UploadRow row, string reason) =>
        Change(session, row, Sql.Discard, "discarded", reason);

    /// <summary>Lets a waiting row go now, out of its order when it waited for another. False when it waits no more.</summary>
    public bool Release(Session session, UploadRow row, bool outOfOrder, string reason) =>
        Change(session, row with { Freed = outOfOrder ? 1 : row.Freed }, Sql.Release, "released", reason);

    /// <summary>
    /// Lets a row whose outcome is open go again now, under its message's number and with its body; with every row that is
    /// open in the same message. False when its outcome is no longer open.
    /// </summary>
    public bool ReleaseOpen(Session session, UploadRow row, string reason)
    {
        if (!Change(session, row, Sql.ReleaseOpen, "released", reason)) return false;
        var values = new { row.MessageId, now = Stamp.Of(time.GetUtcNow()) };
        session.Execute(Sql.OpenRowsDue, values);
        session.Execute(Sql.OpenBatchDue, values);
        return true;
    }

    bool Change(Session session, UploadRow row, string sql, string type, string reason)
    {
        var now = Stamp.Of(time.GetUtcNow());
        if (session.Execute(sql, new { row.Id, row.Freed, reason, now }) == 0) return false;
        events.Add(session, new()
        {
            Type = type,
            Kind = row.Kind,
            ADC201 = row.ADC201,
            AAB301 = row.AAB301,
            AAZ341 = row.AAZ341,
            Version = row.Version,
        });
        session.AfterCommit(delivery.Set);
        return true;
    }

    internal static class Sql
    {
        /// <summary>As the indexes of what is not settled for good say it: a statement that goes by one of them says the same.</summary>
        internal const string IsStanding = "state <> 'delivered'";
        public const string Lane = "insert into lane (kind, AAB301) values (@Kind, @AAB301) on conflict do nothing";
        // Its content is a row of its own; only of what was entered before 010.sql it stands here.
        public const string Insert = """
            insert into upload (kind, AAB301, AAZ341, version, ADC201, person, registers, correction, state, due_at, why, deadline,
              class, code, message, field, digest, payload, findings, origin, reason, created_at, settled_at)
            values (@Kind, @AAB301, @AAZ341, @Version, @ADC201, @Person, @Registers, @Correction, @State, @DueAt, @Why, @Deadline,
              @Class, @Code, @Message, @Field, @Digest, substr(@Payload, 1, 0), '', @Origin, @Reason, @CreatedAt, @SettledAt) returning id
            """;
        public const string InsertContent = "insert into upload_content (upload_id, payload, findings) values (@Id, @Payload, @Findings)";
        public const string Latest = """
            select * from whole_upload where AAZ341 = @AAZ341 and AAB301 = @AAB301 and kind = @kind order by version desc limit 1
            """;
        public const string Find = "select * from whole_upload where id = @id";
        public const string Versions = """
            select * from whole_upload where AAZ341 = @AAZ341 and AAB301 = @AAB301 and kind = @kind order by version
            """;
        public const string Attempts = "select * from attempt where upload_id = @uploadId order by id";
        public const string OfPerson = "select * from whole_upload where person = @person order by id";
        public const string OfApplication = "select * from whole_upload where ADC201 = @ADC201 order by id";
        public const string EarlierVersion = """
            select * from whole_upload where AAZ341 = @AAZ341 and AAB301 = @AAB301 and kind = @Kind and version < @Version
              and state not in ('delivered', 'discarded') order by version limit 1
            """;
        public const string OpenRegistration = """
            select r.* from whole_upload r join upload f on f.AAZ341 = r.AAZ341 and f.AAB301 = r.AAB301 and f.kind = r.kind and f.version = 1
            where r.person = @Person and r.AAB301 = @AAB301 and f.id < @Id and r.kind = @ends and r.registers = 1
              and (r.correction = 0 or not exists (
                select 1 from upload d where d.AAZ341 = r.AAZ341 and d.AAB301 = r.AAB301 and d.kind = r.kind and d.state = 'delivered'))
              and r.state not in ('delivered', 'discarded') order by r.id limit 1
            """;
        // A correction that the platform refused goes as new when no version was ever delivered: there was nothing to correct.
        public const string Replay = """
            update upload set state = 'waiting', due_at = @now, why = '', message_id = null, settled_at = null, freed = 0, reason = @reason,
              correction = case when state = 'failed' and class = 'DataError' and not exists (
                select 1 from upload e where e.AAZ341 = upload.AAZ341 and e.AAB301 = upload.AAB301 and e.kind = upload.kind and e.state = 'delivered')
                then 0 else correction end
            where id = @Id and state in ('failed', 'discarded', 'waiting')
            """;
        public const string InOpenMessage = """
            select e.* from whole_upload e join batch_row r on r.upload_id = e.id join batch b on b.message_id = r.message_id
            where e.AAZ341 = @AAZ341 and e.AAB301 = @AAB301 and e.kind = @Kind and e.version <= @Version
              and b.state in ('sending', 'unknown') and b.due_at < @Never order by e.version limit 1
            """;
        public const string Release = $"""
            update upload set freed = @Freed, due_at = @now, why = '{Freed}', reason = @reason where id = @Id and state = 'waiting'
            """;
        public const string ReleaseOpen = """
            update upload set freed = 1, why = '已由人工放行，将以原报文再次上传', reason = @reason where id = @Id and state = 'unknown'
            """;
        public const string OpenRowsDue = "update upload set due_at = @now where message_id = @MessageId and state in ('sending', 'unknown') and state = 'unknown'";
        public const string OpenBatchDue = "update batch set due_at = @now where message_id = @MessageId and state = 'unknown'";
        public const string Discard = """
            update upload set state = 'discarded', why = '', settled_at = @now, reason = @reason
            where id = @Id and state in ('failed', 'waiting')
            """;
    }
}
