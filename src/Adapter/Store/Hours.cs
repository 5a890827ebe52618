namespace Adapter.Store;

/// <summary>What the hour ledger and the repair read: runs by time, the hours that no run tells of, what was found late.</summary>
sealed class Hours
{
    /// <summary>An hour (its first instant) in which the platform was closed.</summary>
    public void NoteClosed(Session session, string AAB301, string hour) => session.Execute(Sql.NoteClosed, new { AAB301, hour });

    public IReadOnlyList<string> Closed(Session session, string AAB301, string from, string until) =>
        session.All<string>(Sql.Closed, new { AAB301, from, until });

    /// <summary>One more application of that day that an earlier download should have brought.</summary>
    public void Found(Session session, string AAB301, string day, long runId) => session.Execute(Sql.Found, new { AAB301, day, runId });

    public long FoundOf(Session session, string AAB301, string day) => session.One<long>(Sql.FoundOf, new { AAB301, day });

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<RunRow> Runs(Session session, string AAB301, string from, string until) =>
        session.All<RunRow>(Sql.Runs, new { AAB301, from, until });

    /// <summary>The first run from that instant until another that brought everything of a day.</summary>
    public RunRow? Whole(Session session, string AAB301, string day, string from, string until) =>
        session.One<RunRow>(Sql.Whole, new { AAB301, day, from, until });

    public RunRow? First(Session session, string AAB301) => session.One<RunRow>(Sql.First, new { AAB301 });

    /// <summary>The newest run before this one that brought everything of its days.</summary>
    public RunRow? WholeBefore(Session session, string AAB301, long id) => session.One<RunRow>(Sql.WholeBefore, new { AAB301, id });

    /// <summary>The newest repair that could be ended.</summary>
    public RunRow? LastRepair(Session session, string AAB301) => session.One<RunRow>(Sql.LastRepair, new { AAB301 });

    /// <summary>The newest ended repair of a day.</summary>
    public RunRow? RepairOf(Session session, string AAB301, string day) => session.One<RunRow>(Sql.RepairOf, new { AAB301, day });

    /// <summary>Numbers of the applications of a region with AAE127 in between, both included.</summary>
    public IReadOnlyList<string> Numbers(Session session, string AAB301, string from, string to) =>
        session.All<string>(Sql.Numbers, new { AAB301, from, to });

    /// <summary>The days of AAE127 in between on which a region had an application.</summary>
    public IReadOnlyList<string> Days(Session session, string AAB301, string from, string to) =>
        session.All<string>(Sql.Days, new { AAB301, from, to });

    internal static class Sql
    {
        public const string NoteClosed = "insert into closed_hour (AAB301, hour) values (@AAB301, @hour) on conflict (AAB301, hour) do nothing";
        public const string Closed = "select hour from closed_hour where AAB301 = @AAB301 and hour >= @from and hour < @until";
        public const string Found = """
            insert into found (AAB301, day, run_id, records) values (@AAB301, @day, @runId, 1)
            on conflict (AAB301, day, run_id) do update set records = found.records + 1
            """;
        public const string FoundOf = "select cast(coalesce(sum(records), 0) as bigint) from found where AAB301 = @AAB301 and day = @day";
        public const string Runs = "select * from run where AAB301 = @AAB301 and started_at >= @from and started_at < @until order by started_at, id";
        public const string Whole = """
            select * from run where AAB301 = @AAB301 and started_at >= @from and started_at <= @until and state = 'done' and scope = 'all'
              and day_from <= @day and day_to >= @day order by started_at, id limit 1
            """;
        public const string First = "select * from run where AAB301 = @AAB301 order by id limit 1";
        public const string WholeBefore = """
            select * from run where AAB301 = @AAB301 and id < @id and state = 'done' and scope = 'all' order by id desc limit 1
            """;
        public const string LastRepair = """
            select * from run where AAB301 = @AAB301 and purpose = 'repair' and state in ('done', 'shifting') order by id desc limit 1
            """;
        public const string RepairOf = """
            select * from run where AAB301 = @AAB301 and purpose = 'repair' and state in ('done', 'shifting')
              and day_from <= @day and day_to >= @day order by id desc limit 1
            """;
        public const string Numbers = "select ADC201 from application where AAB301 = @AAB301 and AAE127 >= @from and AAE127 <= @to";
        public const string Days = "select distinct AAE127 from application where AAB301 = @AAB301 and AAE127 >= @from and AAE127 <= @to";
    }
}
