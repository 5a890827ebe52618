namespace Adapter.Store;

public sealed record UploadFilter
{
    public string? State { get; init; }
    /// <summary>Of a state by which there is an index.</summary>
    internal bool IsStanding => State is not (null or UploadState.Delivered);
    public string? Kind { get; init; }
    public string? Region { get; init; }
    /// <summary>Where the person who asks may look; null = everywhere.</summary>
    public IReadOnlyList<string>? Regions { get; init; }
    /// <summary>A rule among the findings it was taken with.</summary>
    public string? Rule { get; init; }
    /// <summary>The ministry's code of the last answer; "" = it gave none.</summary>
    public string? Code { get; init; }
    /// <summary>Class of the last answer; "" = there was none.</summary>
    public string? Class { get; init; }
    /// <summary>The field that the last answer named; "" = it named none.</summary>
    public string? Field { get; init; }
    /// <summary>Of each key its newest version alone.</summary>
    public bool IsNewestOnly { get; init; }
    /// <summary>China days of creation, both included.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    /// <summary>Hash of a person.</summary>
    public string? Person { get; init; }
    public long After { get; init; }
    public int Limit { get; init; } = 100;
}

/// <summary>An upload and how far it is, without its content.</summary>
public sealed record UploadMark
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string AAB301 { get; init; } = "";
    public string AAZ341 { get; init; } = "";
    public required string State { get; init; }

    public UploadKey Key => new(Kind, AAB301, AAZ341);
}

/// <summary>So many uploads that stand alike for the same reason; of each key its newest version.</summary>
public sealed record UploadGroup
{
    public required string Kind { get; init; }
    public required string State { get; init; }
    public string? Class { get; init; }
    public string? Code { get; init; }
    public string? Field { get; init; }
    /// <summary>What the ministry said to one of them.</summary>
    public string? Message { get; init; }
    public long Number { get; init; }
    /// <summary>When the oldest was created.</summary>
    public required string Oldest { get; init; }
}

/// <summary>Finding uploads: newest versions and old ones alike, in order of creation.</summary>
sealed class UploadList
{
    const int RowsAtATime = 1000;

    public IReadOnlyList<UploadRow> List(Session session, UploadFilter filter)
    {
        // Who may look at one region alone looks through that one's rows alone.
        if (filter is { Region: null, Regions: [var only] }) filter = filter with { Region = only };
        var sql = filter switch
        {
            { Person: not null } => Sql.OfPerson,
            { IsStanding: true, Region: not null } => Sql.InRegion,
            { IsStanding: true } => Sql.InState,
            { Region: not null } => Sql.OfRegion,
            _ => Sql.Every,
        };
        return session.All<UploadRow>(sql, Values(filter));
    }

    /// <summary>The newest versions alone, for work on many: all of them, read a part at a time.</summary>
    public IEnumerable<UploadMark> Newest(Session session, UploadFilter filter)
    {
        var sql = filter.Person is not null ? Sql.NewestOfPerson : filter.IsStanding ? Sql.NewestInState : Sql.Newest;
        return InParts(filter, part => session.All<UploadMark>(sql, Values(part)), row => row.Id);
    }

    /// <summary>All that fit, a part at a time, each read by itself: however long the caller takes, nothing is held open.</summary>
    public IEnumerable<UploadRow> Every(Database database, UploadFilter filter) =>
        InParts(filter, part => database.Read(session => List(session, part)), row => row.Id);

    static IEnumerable<T> InParts<T>(UploadFilter filter, Func<UploadFilter, IReadOnlyList<T>> read, Func<T, long> id)
    {
        filter = filter with { Limit = RowsAtATime };
        while (true)
        {
            var part = read(filter);
            foreach (var row in part) yield return row;
            if (part.Count < RowsAtATime) yield break;
            filter = filter with { After = id(part[^1]) };
        }
    }

    /// <summary>What is in the filter's state, or failed where it names none, by kind, class, code and field; the largest group first.</summary>
    public IReadOnlyList<UploadGroup> Groups(Session session, UploadFilter filter)
    {
        filter = filter with { State = filter.State ?? UploadState.Failed };
        return session.All<UploadGroup>(filter.IsStanding ? Sql.Groups : Sql.DeliveredGroups, Values(filter));
    }

    static object Values(UploadFilter filter) => new
    {
        filter.State,
        filter.Kind,
        filter.Region,
        regions = RegionCodes.Listed(filter.Regions),
        filter.Class,
        filter.Field,
        newest = filter.IsNewestOnly ? 1L : 0L,
        rule = filter.Rule is null ? null : $"%\"{filter.Rule.Replace("%", "").Replace("_", "")}\"%",
        filter.Code,
        from = filter.From is { } from ? Stamp.Midnight(from) : "",
        to = filter.To is { } to ? Stamp.Midnight(to.AddDays(1)) : Stamp.Never,
        filter.Person,
        filter.After,
        filter.Limit,
    };

    /// <summary>What was taken for a region on one China day, in order: the bounded place to look for a name.</summary>
    public IReadOnlyList<UploadRow> OnDay(Session session, string region, DateOnly day) => session.All<UploadRow>(Sql.OnDay, new
    {
        region,
        from = Stamp.Midnight(day),
        to = Stamp.Midnight(day.AddDays(1)),
    });

    /// <summary>Newest versions under a serial, of whatever kind and region; the regions where the person who asks may look, null = everywhere.</summary>
    public IReadOnlyList<UploadRow> OfSerial(Session session, string AAZ341, IReadOnlyList<string>? regions) =>
        session.All<UploadRow>(Sql.OfSerial, new { AAZ341, regions = RegionCodes.Listed(regions) });

    /// <summary>How many rows wait, are sending, unknown or failed.</summary>
    public IReadOnlyDictionary<string, long> OpenCounts(Session session) =>
        new[] { UploadState.Waiting, UploadState.Sending, UploadState.Unknown, UploadState.Failed }
            .ToDictionary(state => state, state => Count(session, state));

    /// <summary>How many stand in each state, in these regions; null = everywhere. What was replaced by a newer version does not count as stopped.</summary>
    public IReadOnlyDictionary<string, long> Counts(Session session, IReadOnlyList<string>? regions) => UploadState.All.ToDictionary(state => state, state =>
        state == UploadState.Discarded ? session.One<long>(Sql.CountStopped, new { State = state, regions = RegionCodes.Listed(regions) })
        : regions is null ? Count(session, state)
        : regions.Sum(region => Count(session, state, region)));

    static long Count(Session session, string state, string? region = null)
    {
        var (delivered, standing) = region is null ? (Sql.CountDelivered, Sql.Count) : (Sql.CountDeliveredWithin, Sql.CountWithin);
        return session.One<long>(state == UploadState.Delivered ? delivered : standing, new { State = state, region });
    }

    /// <summary>Kinds of which something was ever to be sent.</summary>
    public IReadOnlyList<string> Kinds(Session session) => session.All<string>(Sql.Kinds);

    /// <summary>How many rows of a kind have been waiting or open since before an instant.</summary>
    public long OpenBefore(Session session, string kind, DateTimeOffset instant) => new[] { UploadState.Waiting, UploadState.Unknown }
        .Sum(state => session.One<long>(Sql.CountBefore, new { State = state, kind, before = Stamp.Of(instant) }));

    internal static class Sql
    {
        const string IsNewest = """
            not exists (select 1 from upload n
              where n.AAZ341 = upload.AAZ341 and n.AAB301 = upload.AAB301 and n.kind = upload.kind and n.version > upload.version)
            """;
        const string Fits = $"""
            and (@Kind is null or kind = @Kind) and (@Region is null or AAB301 = @Region)
            and (@regions is null or @regions like '%,' || AAB301 || ',%')
            and (@State is null or state = @State) and (@Class is null or coalesce(class, '') = @Class)
            and (@Code is null or coalesce(code, '') = @Code) and (@Field is null or coalesce(field, '') = @Field) and (@rule is null or (select w.findings from whole_upload w where w.id = upload.id) like @rule)
            and created_at >= @from and created_at < @to and (@newest = 0 or {IsNewest})
            """;
        const string Rest = $"and id > @After {Fits} order by id limit @Limit";
        const string IsIn = $"{Outbox.Sql.IsStanding} and state = @State";
        const string Whole = "select * from whole_upload upload where";
        public const string OfPerson = $"{Whole} person = @Person {Rest}";
        public const string InState = $"{Whole} {IsIn} {Rest}";
        public const string InRegion = $"{Whole} AAB301 = @Region and {IsIn} {Rest}";
        public const string OfRegion = $"{Whole} AAB301 = @Region {Rest}";
        public const string Every = $"{Whole} id > 0 {Rest}";
        const string Mark = "id, kind, AAB301, AAZ341, state";
        public const string NewestOfPerson = $"select {Mark} from upload where person = @Person and {IsNewest} {Rest}";
        public const string NewestInState = $"select {Mark} from upload where {IsIn} and {IsNewest} {Rest}";
        public const string Newest = $"select {Mark} from upload where id > 0 and {IsNewest} {Rest}";
        const string Grouped = "select kind, state, class, code, field, min(message) as message, count(*) as number, min(created_at) as oldest from upload";
        const string Grouping = "group by kind, state, class, code, field order by number desc, kind, code, field";
        public const string Groups = $"{Grouped} where {IsIn} and {IsNewest} {Fits} {Grouping}";
        public const string DeliveredGroups = $"{Grouped} where id > 0 and {IsNewest} {Fits} {Grouping}";
        public const string OnDay = "select * from whole_upload where AAB301 = @region and created_at >= @from and created_at < @to order by created_at, id";
        public const string OfSerial = $"""
            {Whole} AAZ341 = @AAZ341 and (@regions is null or @regions like '%,' || AAB301 || ',%') and {IsNewest} order by id
            """;
        public const string Kinds = "select distinct kind from lane";
        public const string CountBefore = $"select count(*) from upload where {IsIn} and kind = @kind and created_at < @before";
        public const string Count = $"select count(*) from upload where {IsIn}";
        public const string CountWithin = $"select count(*) from upload where AAB301 = @region and {IsIn}";
        // No index holds what is delivered alone: all but the rest, counted in a narrow one.
        public const string CountDelivered = $"select (select count(*) from upload where AAB301 > '') - (select count(*) from upload where {Outbox.Sql.IsStanding})";
        public const string CountDeliveredWithin = $"""
            select (select count(*) from upload where AAB301 = @region) - (select count(*) from upload where AAB301 = @region and {Outbox.Sql.IsStanding})
            """;
        public const string CountStopped = $"""
            select count(*) from upload where {IsIn} and (@regions is null or @regions like '%,' || AAB301 || ',%') and {IsNewest}
            """;
    }
}
