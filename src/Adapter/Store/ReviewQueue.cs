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
    /// <summary>One of <see cref="QueueOrder.All"/>.</summary>
    public string Order { get; init; } = QueueOrder.Deadline;
    /// <summary>Place after which to go on: that of the last row seen.</summary>
    public QueuePlace After { get; init; } = new();
    /// <summary>Regions that may be seen; null = all.</summary>
    public IReadOnlyList<string>? Regions { get; init; }
    /// <summary>Deadlines from the first day to before the second, yyyy-MM-dd.</summary>
    public string Due { get; init; } = "";
    public string DueBefore { get; init; } = "9999-99-99";
    /// <summary>A rule among its findings.</summary>
    public string? Rule { get; init; }
    /// <summary>Hash of a person.</summary>
    public string? Person { get; init; }
    /// <summary>Whose: an account, or "" for nobody's; null = whosever.</summary>
    public string? Holder { get; init; }
    /// <summary>Now, by which claims run out.</summary>
    public string Now { get; init; } = "";
}

/// <summary>The review queue: oldest deadline first, unless another order is asked for.</summary>
sealed class ReviewQueue
{
    static readonly string[] parts = [Sql.QueueFlagged, Sql.QueueDoubtful, Sql.QueueClear];
    static readonly string[] partsBefore = [Sql.BeforeFlagged, Sql.BeforeDoubtful, Sql.BeforeClear];

    public IReadOnlyList<ApplicationRow> List(Session session, QueueFilter filter) =>
        session.All<ApplicationRow>(filter.Region is null ? Sql.List : Sql.ListRegion, Values(filter));

    /// <summary>As <see cref="List"/> with whose each is, "" = nobody's; those of one person by deadline alone.</summary>
    public IReadOnlyList<QueueRow> Queue(Session session, QueueFilter filter)
    {
        if (filter.Person is not null) return session.Among<QueueRow>(Sql.QueueOfPerson, Values(filter));
        if (filter.Order == QueueOrder.Findings) return InParts(session, filter);
        return session.All<QueueRow>(filter.Order switch { QueueOrder.Received => Sql.QueueReceived, QueueOrder.Region => Sql.QueueRegion, _ => Sql.Queue }, Values(filter));
    }

    // Each part goes by an index of its own, as far as the page reaches.
    static List<QueueRow> InParts(Session session, QueueFilter filter)
    {
        var rows = new List<QueueRow>();
        for (var part = PartOf(filter.After); part < parts.Length && rows.Count < filter.Limit; part++)
        {
            rows.AddRange(session.All<QueueRow>(parts[part], Values(filter with { Limit = filter.Limit - rows.Count })));
            filter = filter with { After = new(), Limit = filter.Limit };
        }
        return rows;
    }

    /// <summary>The one before a place; null when there is none.</summary>
    public QueueRow? Before(Session session, QueueFilter filter) => filter.Order switch
    {
        QueueOrder.Findings => Enumerable.Range(0, PartOf(filter.After) + 1).Reverse()
            .Select(part => session.One<QueueRow>(partsBefore[part], Values(part == PartOf(filter.After) ? filter : filter with { After = new("", Stamp.Never, "") })))
            .FirstOrDefault(row => row is not null),
        QueueOrder.Received => session.One<QueueRow>(Sql.BeforeReceived, Values(filter)),
        QueueOrder.Region => session.One<QueueRow>(Sql.BeforeRegion, Values(filter)),
        _ => session.One<QueueRow>(Sql.Before, Values(filter)),
    };

    static int PartOf(QueuePlace place) => place.First is "1" or "2" ? place.First[0] - '0' : 0;

    /// <summary>How many wait in these regions by deadline: before a day, on it, after it.</summary>
    public DeadlineCount Deadlines(Session session, IReadOnlyList<string>? regions, string today) =>
        session.One<DeadlineCount>(Sql.Deadlines, new { regions = RegionCodes.Listed(regions), today })!;

    /// <summary>Pending applications per region: all, flagged, and not yet collected by a local system.</summary>
    public IReadOnlyList<QueueCount> Counts(Session session) => session.All<QueueCount>(Sql.Counts);

    static object Values(QueueFilter filter) => new
    {
        filter.State,
        filter.Region,
        filter.Limit,
        flagged = filter.Flagged is { } flagged ? flagged ? 1L : 0L : -1L,
        received = filter.Received is { } received ? received ? 1L : 0L : -1L,
        regions = RegionCodes.Listed(filter.Regions),
        filter.Due,
        filter.DueBefore,
        rule = filter.Rule is null ? null : $"%\"{filter.Rule.Replace("%", "").Replace("_", "")}\"%",
        filter.Person,
        filter.Holder,
        filter.Now,
        first = filter.After.First,
        deadline = filter.After.Deadline,
        number = filter.After.ADC201,
    };

    internal static class Sql
    {
        const string Rest = """
            and (@flagged < 0 or flagged = @flagged) and (@received < 0 or (case when collected_at is null then 0 else 1 end) = @received)
            and (deadline, ADC201) > (@deadline, @number) order by deadline, ADC201 limit @Limit
            """;
        public const string List = $"select * from application where state = @State {Rest}";
        public const string ListRegion = $"select * from application where AAB301 = @Region and state = @State {Rest}";
        const string Seen = "(@regions is null or @regions like '%,' || a.AAB301 || ',%')";
        const string QueueFits = $"""
            and a.state = @State and {Seen} and (@Region is null or a.AAB301 = @Region) and (@flagged < 0 or a.flagged = @flagged)
            and a.deadline >= @Due and a.deadline < @DueBefore and (@rule is null or a.findings like @rule)
            and (@Holder is null or coalesce(c.account, '') = @Holder)
            """;
        const string QueueColumns = """
            select a.ADC201, a.AAB301, a.AAE127, a.deadline, a.flagged, a.version, a.findings, a.payload, a.received_at, a.decision,
              coalesce(c.account, '') as holder from application a
            """;
        const string WithHolder = "left join claim c on c.ADC201 = a.ADC201 and c.until > @Now";
        const string QueueFrom = $"{QueueColumns} {WithHolder}";
        const string ByDeadline = "order by a.deadline, a.ADC201 limit @Limit";
        const string Backwards = "order by a.deadline desc, a.ADC201 desc limit 1";
        const string Behind = $"{QueueFits} and (a.deadline, a.ADC201) > (@deadline, @number) {ByDeadline}";
        const string InFront = $"{QueueFits} and (a.deadline, a.ADC201) < (@deadline, @number) {Backwards}";
        const string Flagged = "a.flagged = 1";
        const string Doubtful = "a.flagged = 0 and a.findings <> '[]'";
        const string Clear = "a.flagged = 0 and a.findings = '[]'";
        public const string Queue = $"{QueueFrom} where a.state = @State {Behind}";
        public const string QueueOfPerson = $"{QueueColumns} indexed by application_person {WithHolder} where a.person = @Person and a.state = 'pending' {Behind}";
        public const string QueueReceived = $"""
            {QueueFrom} where a.state = @State {QueueFits} and (a.received_at, a.ADC201) > (@first, @number) order by a.received_at, a.ADC201 limit @Limit
            """;
        public const string QueueRegion = $"""
            {QueueFrom} where a.state = @State {QueueFits} and (a.AAB301, a.deadline, a.ADC201) > (@first, @deadline, @number)
            order by a.AAB301, a.deadline, a.ADC201 limit @Limit
            """;
        public const string QueueFlagged = $"{QueueFrom} where {Flagged} and a.state = @State {Behind}";
        public const string QueueDoubtful = $"{QueueFrom} where {Doubtful} and a.state = @State {Behind}";
        public const string QueueClear = $"{QueueFrom} where {Clear} and a.state = @State {Behind}";
        public const string Before = $"{QueueFrom} where a.state = @State {InFront}";
        public const string BeforeReceived = $"""
            {QueueFrom} where a.state = @State {QueueFits} and (a.received_at, a.ADC201) < (@first, @number) order by a.received_at desc, a.ADC201 desc limit 1
            """;
        public const string BeforeRegion = $"""
            {QueueFrom} where a.state = @State {QueueFits} and (a.AAB301, a.deadline, a.ADC201) < (@first, @deadline, @number)
            order by a.AAB301 desc, a.deadline desc, a.ADC201 desc limit 1
            """;
        public const string BeforeFlagged = $"{QueueFrom} where {Flagged} and a.state = @State {InFront}";
        public const string BeforeDoubtful = $"{QueueFrom} where {Doubtful} and a.state = @State {InFront}";
        public const string BeforeClear = $"{QueueFrom} where {Clear} and a.state = @State {InFront}";
        public const string Deadlines = $"""
            select coalesce(sum(case when a.deadline < @today then 1 else 0 end), 0) as overdue,
              coalesce(sum(case when a.deadline = @today then 1 else 0 end), 0) as today,
              coalesce(sum(case when a.deadline > @today then 1 else 0 end), 0) as later
            from application a where a.state = 'pending' and {Seen}
            """;
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

/// <summary>An application in the queue, and whose it is; "" = nobody's.</summary>
sealed record QueueRow
{
    public required string ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public required string AAE127 { get; init; }
    public required string Deadline { get; init; }
    public long Flagged { get; init; }
    public long Version { get; init; }
    public required string Findings { get; init; }
    public required byte[] Payload { get; init; }
    public required string ReceivedAt { get; init; }
    public string? Decision { get; init; }
    public string Holder { get; init; } = "";
}

sealed record DeadlineCount
{
    public long Overdue { get; init; }
    public long Today { get; init; }
    public long Later { get; init; }
}
