using System.Text.Json;

namespace Adapter.Store;

/// <summary>One history of this store. An old copy that is put back begins another.</summary>
sealed record Incarnation
{
    public required long Number { get; init; }
    public required string Id { get; init; }
    /// <summary>The last event of the copy that it began with.</summary>
    public long BaseSeq { get; init; }
    public required string BeganAt { get; init; }
    /// <summary>Why it began: first, copy, behind, other, no-mark or receipts.</summary>
    public required string Why { get; init; }
    /// <summary>JSON array of <see cref="Histories.Unknown"/> and of seqs: the last receipt of every history that was lost.</summary>
    public string Owed { get; init; } = "[]";
    /// <summary>Null: nothing is sent.</summary>
    public string? ClearedAt { get; init; }
    public string? ClearedBy { get; init; }
    public string? Reason { get; init; }

    public IReadOnlyList<long> LastReceipts => JsonSerializer.Deserialize<long[]>(Owed)!;
}

/// <summary>How far a store is: numbers that only grow.</summary>
sealed record Position
{
    /// <summary>How often a daemon began on it.</summary>
    public long Starts { get; init; }
    /// <summary>The last event.</summary>
    public long Seq { get; init; }
    /// <summary>The last message number.</summary>
    public long Messages { get; init; }
    /// <summary>The last event of an accepted upload.</summary>
    public long Accepted { get; init; }
}

/// <summary>
/// The histories of this store. While one is not cleared it was compared with the platform by nobody: downloads and
/// reviewing go on, nothing is sent.
/// </summary>
static class Histories
{
    /// <summary>Nobody knows how far a lost history came.</summary>
    public const long Unknown = -1;

    public static bool IsHeld(Session session) => session.One<long>(Sql.Held) > 0;

    /// <summary>Those that were not compared with the platform, oldest first.</summary>
    public static IReadOnlyList<Incarnation> Uncleared(Session session) => session.All<Incarnation>(Sql.Uncleared);

    public static Incarnation? Current(Session session) => session.One<Incarnation>(Sql.Current);

    public static Position Position(Session session) => new()
    {
        Starts = session.One<long>(Sql.Starts),
        Seq = session.One<long?>(Sql.LastSeq) ?? 0,
        Messages = session.One<long>(Sql.LastMessage),
        Accepted = session.One<long?>(Sql.LastAccepted) ?? 0,
    };

    /// <summary>Whether this database is a copy that was made to be put back.</summary>
    public static bool IsCopy(Session session) => session.One<string>(Sql.Copy) is not null;

    public static void MarkAsCopy(Session session, string at) => session.Execute(Sql.MarkAsCopy, new { at });

    public static void Start(Session session) => session.Execute(Sql.Start);

    public static void Begin(Session session, Incarnation incarnation) => session.Execute(Sql.Begin, incarnation);

    /// <summary>Numbers go on behind all that a lost history may have given.</summary>
    public static void Jump(Session session, Position behind, string at, bool isSqlite)
    {
        if (isSqlite) session.Execute(Sql.JumpEvents, new { seq = behind.Seq, at });
        else session.Execute(JumpPostgresEvents, new { seq = behind.Seq, at });
        session.Execute(Sql.JumpMessages, new { number = $"{behind.Messages}" });
        session.Execute(Sql.Unmark);
    }

    public static void ScatterSerials(Session session, DateOnly until) => session.Execute(Sql.ScatterSerials, new { day = Stamp.Day(until) });

    /// <summary>Sending may go on. False when it did already.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="how">compared, or released by a person.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who answers for it.</param>
    /// <param name="reason">Why.</param>
    public static bool Clear(Session session, string how, string at, string by, string reason)
    {
        if (session.Execute(Sql.Clear, new { at, by, reason }) == 0) return false;
        session.Execute(Sql.NoteCleared, new { at, how });
        return true;
    }

    const string JumpPostgresEvents = """
        select setval(pg_get_serial_sequence('event', 'seq'), @seq);
        insert into event (seq, at, type, kind, AAB301, version) overriding system value values (@seq, @at, 'restored', '', '', 0)
        """;

    internal static class Sql
    {
        public const string Held = "select count(*) from incarnation where cleared_at is null";
        public const string Uncleared = "select * from incarnation where cleared_at is null order by number";
        public const string Current = "select * from incarnation order by number desc limit 1";
        public const string Starts = "select cast(value as bigint) from meta where name = 'starts'";
        public const string LastSeq = "select max(seq) from event";
        public const string LastMessage = "select cast(value as bigint) from meta where name = 'message-sequence'";
        public const string LastAccepted = "select max(seq) from event where type = 'accepted'";
        public const string Copy = "select value from meta where name = 'copy'";
        public const string MarkAsCopy = "insert into meta (name, value) values ('copy', @at) on conflict (name) do update set value = excluded.value";
        public const string Unmark = "delete from meta where name = 'copy'";
        public const string Start = """
            insert into meta (name, value) values ('starts', '1')
            on conflict (name) do update set value = cast(cast(meta.value as bigint) + 1 as text)
            """;
        public const string Begin = """
            insert into incarnation (number, id, base_seq, began_at, why, owed, cleared_at)
            values (@Number, @Id, @BaseSeq, @BeganAt, @Why, @Owed, @ClearedAt)
            """;
        /// <summary>Whoever follows the events meets it behind all that a lost history told.</summary>
        public const string JumpEvents = """
            insert into event (seq, at, type, kind, AAB301, version) values (@seq, @at, 'restored', '', '', 0)
            """;
        public const string JumpMessages = """
            insert into meta (name, value) values ('message-sequence', @number) on conflict (name) do update set value = excluded.value
            """;
        public const string ScatterSerials = """
            insert into meta (name, value) values ('serial-scattered-until', @day) on conflict (name) do update set value = excluded.value
            """;
        public const string NoteCleared = """
            insert into event (at, type, kind, AAB301, version, code) values (@at, 'reconciled', '', '', 0, @how)
            """;
        public const string Clear = """
            update incarnation set cleared_at = @at, cleared_by = @by, reason = @reason where cleared_at is null
            """;
    }
}
