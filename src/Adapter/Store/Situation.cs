namespace Adapter.Store;

/// <summary>So many uploads in one state with one class of last answer, and since when the oldest is.</summary>
public sealed record OpenCount
{
    public required string State { get; init; }
    public string? Class { get; init; }
    public long Number { get; init; }
    public required string Oldest { get; init; }
}

/// <summary>So many uploads of a region that a person must see to, or whose answer is not known, by class of the last answer.</summary>
sealed record StuckCount
{
    public required string AAB301 { get; init; }
    /// <summary>failed or unknown.</summary>
    public required string State { get; init; }
    public string? Class { get; init; }
    public long Number { get; init; }
    /// <summary>When the oldest was created.</summary>
    public required string Oldest { get; init; }
}

/// <summary>So many events of one type in one hour of UTC (yyyy-MM-ddTHH) in one region.</summary>
sealed record EventCount
{
    public required string Hour { get; init; }
    public required string Type { get; init; }
    public required string AAB301 { get; init; }
    public long Number { get; init; }
    /// <summary>The newest of them.</summary>
    public long Seq { get; init; }
}

/// <summary>How many wait in one region.</summary>
public sealed record DueCount
{
    public required string AAB301 { get; init; }
    public long Overdue { get; init; }
    public long Today { get; init; }
}

/// <summary>How things stand, in numbers alone.</summary>
sealed class Situation
{
    /// <summary>What is not settled, or failed, in these regions; null = all.</summary>
    public IReadOnlyList<OpenCount> Open(Session session, IReadOnlyList<string>? regions) =>
        session.All<OpenCount>(Sql.Open, new { regions = RegionCodes.Listed(regions) });

    /// <summary>What failed since an instant and has not been mended.</summary>
    public IReadOnlyList<OpenCount> FailedSince(Session session, IReadOnlyList<string>? regions, string since) =>
        session.All<OpenCount>(Sql.FailedSince, new { regions = RegionCodes.Listed(regions), since });

    /// <summary>What failed or is unknown, by region.</summary>
    public IReadOnlyList<StuckCount> Stuck(Session session, IReadOnlyList<string>? regions) =>
        session.All<StuckCount>(Sql.Stuck, new { regions = RegionCodes.Listed(regions) });

    /// <summary>Regions with applications whose deadline is over or today.</summary>
    public IReadOnlyList<DueCount> Due(Session session, IReadOnlyList<string>? regions, string today) =>
        session.All<DueCount>(Sql.Due, new { regions = RegionCodes.Listed(regions), today });

    /// <summary>The seq of the newest event before an instant, found by halves: events stand in the order of their time. 0 = there is none.</summary>
    public long LastEventBefore(Session session, string instant)
    {
        var (before, from) = (0L, session.One<long?>(Sql.NewestEvent) + 1 ?? 1);
        while (from - before > 1)
        {
            var middle = before + ((from - before) / 2);
            var at = session.One<string>(Sql.TimeFrom, new { seq = middle })!;
            if (string.CompareOrdinal(at, instant) < 0) before = middle;
            else from = middle;
        }
        return before;
    }

    /// <summary>Events after one, added up; those before an instant are left out.</summary>
    public IReadOnlyList<EventCount> Events(Session session, long after, string since) => session.All<EventCount>(Sql.Events, new { after, since });

    internal static class Sql
    {
        const string Seen = "(@regions is null or @regions like '%,' || AAB301 || ',%')";
        public const string Open = $"""
            select state, class, count(*) as number, min(created_at) as oldest from upload
            where {Outbox.Sql.IsStanding} and state in ('waiting', 'sending', 'unknown', 'failed') and {Seen} group by state, class order by state, class
            """;
        public const string FailedSince = $"""
            select state, class, count(*) as number, min(created_at) as oldest from upload
            where {Outbox.Sql.IsStanding} and state = 'failed' and settled_at >= @since and {Seen} group by state, class order by number desc
            """;
        public const string Stuck = $"""
            select AAB301, state, class, count(*) as number, min(created_at) as oldest from upload
            where {Outbox.Sql.IsStanding} and state in ('unknown', 'failed') and {Seen} group by AAB301, state, class order by AAB301, state, class
            """;
        public const string Due = $"""
            select AAB301, sum(case when deadline < @today then 1 else 0 end) as overdue, sum(case when deadline = @today then 1 else 0 end) as today
            from application where state = 'pending' and deadline <= @today and {Seen} group by AAB301 order by AAB301
            """;
        public const string NewestEvent = "select max(seq) from event";
        public const string TimeFrom = "select at from event where seq >= @seq order by seq limit 1";
        public const string Events = """
            select substr(at, 1, 13) as hour, type, AAB301, count(*) as number, max(seq) as seq from event
            where seq > @after and at >= @since group by substr(at, 1, 13), type, AAB301
            """;
    }
}
