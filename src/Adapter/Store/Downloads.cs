namespace Adapter.Store;

sealed record PageRow
{
    public long Id { get; init; }
    public required long RunId { get; init; }
    public required long PageNo { get; init; }
    public required string MessageId { get; init; }
    public required long Status { get; init; }
    public required string ContentType { get; init; }
    public required byte[] Raw { get; init; }
    public required string ReceivedAt { get; init; }
}

/// <summary>A question as it is written down before it is sent; gone once its answer could be read.</summary>
sealed record RequestRow
{
    public required string MessageId { get; init; }
    public required long RunId { get; init; }
    public required string AAB301 { get; init; }
    public required long PageNo { get; init; }
    public required string Body { get; init; }
    public required string EncType { get; init; }
    public required string SymmetricKey { get; init; }
    public required string Iv { get; init; }
    public required string AskedAt { get; init; }
}

sealed record UnreadableRow
{
    public required string Digest { get; init; }
    public required long PageId { get; init; }
    public required long RowNo { get; init; }
    public required string AAB301 { get; init; }
    public required string Findings { get; init; }
    public required byte[] Payload { get; init; }
    public required string ReceivedAt { get; init; }
    /// <summary>no-number, long-number, or failed: the kind of exception.</summary>
    public required string Reason { get; init; }
}

sealed record DownloadedDays
{
    public required string DayFrom { get; init; }
    public required string DayTo { get; init; }
}

/// <summary>Download runs, what they ask, their raw pages, and how far each region has come.</summary>
sealed class Downloads
{
    public long Begin(Session session, RunRow run) => session.One<long>(Sql.Begin, run);

    public void End(Session session, RunRow run) => session.Execute(Sql.End, run);

    public RunRow? Run(Session session, long id) => session.One<RunRow>(Sql.Run, new { id });

    /// <summary>The newest run of a region.</summary>
    public RunRow? Last(Session session, string AAB301) => session.One<RunRow>(Sql.Last, new { AAB301 });

    /// <summary>The newest runs of a region, the newest first.</summary>
    public IReadOnlyList<RunRow> Newest(Session session, string AAB301, int limit) => session.All<RunRow>(Sql.Newest, new { AAB301, limit });

    /// <summary>Runs that a crash left asking become failed; their pages are still read.</summary>
    public int Abandon(Session session, string at) => session.Execute(Sql.Abandon, new { at });

    public void Ask(Session session, RequestRow request) => session.Execute(Sql.Ask, request);

    /// <summary>What was asked and not answered, oldest first.</summary>
    public IReadOnlyList<RequestRow> Unanswered(Session session, string AAB301) => session.All<RequestRow>(Sql.Unanswered, new { AAB301 });

    public void Answered(Session session, string messageId) => session.Execute(Sql.Answered, new { messageId });

    public long Keep(Session session, PageRow page) => session.One<long>(Sql.Keep, page);

    public IReadOnlyList<PageRow> Unparsed(Session session) => session.All<PageRow>(Sql.Unparsed);

    public void Parsed(Session session, long id, string at) => session.Execute(Sql.Parsed, new { id, at });

    /// <summary>A record that cannot be held under its ADC201: kept once, shown, never dropped. False when it was known.</summary>
    public bool KeepUnreadable(Session session, UnreadableRow row) => session.Execute(Sql.KeepUnreadable, row) == 1;

    public IReadOnlyList<UnreadableRow> Unreadable(Session session, string after, int limit) =>
        session.All<UnreadableRow>(Sql.Unreadable, new { after, limit });

    /// <summary>The day up to which a region is downloaded; null before its first run.</summary>
    public DateOnly? Watermark(Session session, string AAB301) =>
        session.One<string>(Sql.Watermark, new { AAB301 }) is { } day ? Stamp.ParseDay(day) : null;

    /// <summary>Moves the watermark on; it never goes back.</summary>
    public void Advance(Session session, string AAB301, DateOnly day, string at) =>
        session.Execute(Sql.Advance, new { AAB301, day = Stamp.Day(day), at });

    /// <summary>Takes a watermark back that a clock ahead of its time had set; null: nothing was asked for yet.</summary>
    public void TakeBack(Session session, string AAB301, DateOnly? day, string at) =>
        session.Execute(day is null ? Sql.Forget : Sql.TakeBack, new { AAB301, day = day is { } known ? Stamp.Day(known) : null, at });

    /// <summary>The days that were downloaded whole, none of them after a day; the earliest first.</summary>
    public IReadOnlyList<DownloadedDays> Downloaded(Session session, string AAB301, DateOnly until) =>
        session.All<DownloadedDays>(Sql.Downloaded, new { AAB301, until = Stamp.Day(until) });

    internal static class Sql
    {
        public const string Begin = """
            insert into run (AAB301, day_from, day_to, state, started_at, purpose, scope)
            values (@AAB301, @DayFrom, @DayTo, @State, @StartedAt, @Purpose, @Scope) returning id
            """;
        public const string End = """
            update run set state = @State, ended_at = @EndedAt, pages = @Pages, received = @Received, fresh = @Fresh, known = @Known,
              changed = @Changed, flagged = @Flagged, class = @Class, code = @Code, message = @Message, total = @Total, held = @Held,
              unlisted = @Unlisted, repaired = @Repaired where id = @Id
            """;
        public const string Run = "select * from run where id = @id";
        public const string Last = "select * from run where AAB301 = @AAB301 order by id desc limit 1";
        public const string Newest = "select * from run where AAB301 = @AAB301 order by id desc limit @limit";
        public const string Abandon = "update run set state = 'failed', code = 'interrupted', ended_at = @at where state = 'asking'";
        public const string Ask = """
            insert into request (message_id, run_id, AAB301, page_no, body, enc_type, symmetric_key, iv, asked_at)
            values (@MessageId, @RunId, @AAB301, @PageNo, @Body, @EncType, @SymmetricKey, @Iv, @AskedAt)
            """;
        public const string Unanswered = "select * from request where AAB301 = @AAB301 order by asked_at, message_id";
        public const string Answered = "delete from request where message_id = @messageId";
        public const string Keep = """
            insert into page (run_id, page_no, message_id, status, content_type, raw, received_at)
            values (@RunId, @PageNo, @MessageId, @Status, @ContentType, @Raw, @ReceivedAt) returning id
            """;
        public const string Unparsed = "select * from page where parsed_at is null order by id";
        public const string Parsed = "update page set parsed_at = @at where id = @id";
        public const string KeepUnreadable = """
            insert into unreadable (digest, page_id, row_no, AAB301, findings, payload, received_at, reason)
            values (@Digest, @PageId, @RowNo, @AAB301, @Findings, @Payload, @ReceivedAt, @Reason) on conflict (digest) do nothing
            """;
        public const string Unreadable = "select * from unreadable where digest > @after order by digest limit @limit";
        public const string Watermark = "select day from watermark where AAB301 = @AAB301";
        public const string Advance = """
            insert into watermark (AAB301, day, updated_at) values (@AAB301, @day, @at)
            on conflict (AAB301) do update set day = excluded.day, updated_at = excluded.updated_at where watermark.day < excluded.day
            """;
        public const string Forget = "delete from watermark where AAB301 = @AAB301";
        public const string TakeBack = "update watermark set day = @day, updated_at = @at where AAB301 = @AAB301";
        public const string Downloaded = """
            select day_from, max(day_to) as day_to from run
            where AAB301 = @AAB301 and state = 'done' and scope = 'all' and day_to <= @until group by day_from order by day_from
            """;
    }
}
