namespace Adapter.Store;

/// <summary>A notice that somebody has laid aside for a while, by what it is about, where, and what kind of trouble it was then.</summary>
public sealed record SilenceRow
{
    public long Id { get; init; }
    public required string Subject { get; init; }
    /// <summary>"" = of no region.</summary>
    public required string AAB301 { get; init; }
    public required string Cause { get; init; }
    public required string Reason { get; init; }
    public required string SilencedBy { get; init; }
    public required string SilencedAt { get; init; }
    public required string Until { get; init; }
}

/// <summary>What is laid aside. It hides from eyes alone, and is over by itself.</summary>
sealed class Silences
{
    public void Add(Session session, SilenceRow row) => session.Execute(Sql.Add, row);

    /// <summary>Neither run out nor ended, the one that lasts longest last.</summary>
    public IReadOnlyList<SilenceRow> Current(Session session, string now) => session.All<SilenceRow>(Sql.Current, new { now });

    /// <summary>False when it is over already.</summary>
    public bool End(Session session, long id, string by, string now) => session.Execute(Sql.End, new { id, by, now }) == 1;

    internal static class Sql
    {
        public const string Add = """
            insert into silence (subject, AAB301, cause, reason, silenced_by, silenced_at, until)
            values (@Subject, @AAB301, @Cause, @Reason, @SilencedBy, @SilencedAt, @Until)
            """;
        const string IsCurrent = "until > @now and ended_at is null";
        public const string Current = $"select * from silence where {IsCurrent} order by until";
        public const string End = $"update silence set ended_by = @by, ended_at = @now where id = @id and {IsCurrent}";
    }
}
