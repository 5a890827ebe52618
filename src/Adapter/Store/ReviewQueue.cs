namespace Adapter.Store;

sealed record QueueFilter
{
    /// <summary>pending or decided.</summary>
    public string State { get; init; } = "pending";
    public bool? Flagged { get; init; }
    public string? Region { get; init; }
    /// <summary>Whether a local system said that it has it.</summary>
    public bool? Received { get; init; }
    public int Limit { get; init; } = 100;
    /// <summary>Place after which to go on: the deadline and ADC201 of the last row seen.</summary>
    public (string Deadline, string ADC201) After { get; init; } = ("", "");
}

/// <summary>The review queue: oldest deadline first.</summary>
sealed class ReviewQueue
{
    public IReadOnlyList<ApplicationRow> List(Session session, QueueFilter filter) =>
        session.All<ApplicationRow>(filter.Region is null ? Sql.List : Sql.ListRegion, new
        {
            filter.State,
            filter.Region,
            filter.Limit,
            flagged = filter.Flagged is { } flagged ? flagged ? 1L : 0L : -1L,
            received = filter.Received is { } received ? received ? 1L : 0L : -1L,
            deadline = filter.After.Deadline,
            number = filter.After.ADC201,
        });

    /// <summary>Pending applications per region: all, flagged, and not yet collected by a local system.</summary>
    public IReadOnlyList<QueueCount> Counts(Session session) => session.All<QueueCount>(Sql.Counts);

    internal static class Sql
    {
        const string Rest = """
            and (@flagged < 0 or flagged = @flagged) and (@received < 0 or (case when collected_at is null then 0 else 1 end) = @received)
            and (deadline, ADC201) > (@deadline, @number) order by deadline, ADC201 limit @Limit
            """;
        public const string List = $"select * from application where state = @State {Rest}";
        public const string ListRegion = $"select * from application where AAB301 = @Region and state = @State {Rest}";
        public const string Counts = """
            select AAB301, count(*) as pending, sum(flagged) as flagged,
              sum(case when collected_at is null then 1 else 0 end) as uncollected
            from application where state = 'pending' group by AAB301 order by AAB301
            """;
    }
}

sealed record QueueCount
{
    public required string AAB301 { get; init; }
    public long Pending { get; init; }
    public long Flagged { get; init; }
    public long Uncollected { get; init; }
}
