namespace Adapter.Store;

sealed record EventRow
{
    public long Seq { get; init; }
    public string At { get; init; } = "";
    public required string Type { get; init; }
    public required string Kind { get; init; }
    public string? ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public string? AAZ341 { get; init; }
    public long Version { get; init; }
    public string? Code { get; init; }
    public string? Field { get; init; }
    public string? Message { get; init; }
}

/// <summary>What happened, in commit order, for ever, without personal data: a local system that follows it holds the same books.</summary>
sealed class Events(TimeProvider time)
{
    public void Add(Session session, EventRow row) => session.Execute(Sql.Insert, row with { At = Stamp.Of(time.GetUtcNow()) });

    /// <summary>Of applications that came together, in the order of their numbers.</summary>
    public void AddDownloaded(Session session, string kind, string[] numbers) =>
        session.ExecuteAmong(Sql.InsertDownloaded, new { at = Stamp.Of(time.GetUtcNow()), kind, numbers });

    /// <summary>Of uploads that were entered together.</summary>
    public void AddDecided(Session session, UploadSpan entered) =>
        session.Execute(Sql.InsertDecided, new { at = Stamp.Of(time.GetUtcNow()), entered.First, entered.Last });

    /// <summary>Of rows that are open in messages, one or all: those that have left for the first time.</summary>
    public void AddSent(Session session, string[] messageIds, long? id) =>
        session.ExecuteAmong(Sql.InsertSent, new { messageIds, id, at = Stamp.Of(time.GetUtcNow()) });

    /// <summary>Of rows that are open in messages, one or all: what the platform has said.</summary>
    public void AddSettled(Session session, string[] messageIds, long? id, Settlement settlement) => session.ExecuteAmong(Sql.InsertSettled, new
    {
        messageIds,
        id,
        at = Stamp.Of(time.GetUtcNow()),
        type = settlement.State == UploadState.Delivered ? "accepted" : "refused",
        settlement.Code,
        settlement.Field,
        settlement.Message,
    });

    public IReadOnlyList<EventRow> After(Session session, long after, int limit) => session.All<EventRow>(Sql.After, new { after, limit });

    public IReadOnlyList<EventRow> OfApplication(Session session, string ADC201) => session.All<EventRow>(Sql.OfApplication, new { ADC201 });

    internal static class Sql
    {
        public const string Insert = """
            insert into event (at, type, kind, ADC201, AAB301, AAZ341, version, code, field, message)
            values (@At, @Type, @Kind, @ADC201, @AAB301, @AAZ341, @Version, @Code, @Field, @Message)
            """;
        public const string InsertDownloaded = """
            insert into event (at, type, kind, ADC201, AAB301, version)
            select @at, 'downloaded', @kind, ADC201, AAB301, version from application where ADC201 in @numbers order by ADC201
            """;
        public const string InsertDecided = """
            insert into event (at, type, kind, ADC201, AAB301, AAZ341, version)
            select @at, 'decided', kind, ADC201, AAB301, AAZ341, version from upload where id between @First and @Last order by id
            """;
        public const string InsertSent = $"""
            insert into event (at, type, kind, ADC201, AAB301, AAZ341, version)
            select @at, 'sent', kind, ADC201, AAB301, AAZ341, version from upload where {Batches.Sql.OpenIn} and sent_at is null order by id
            """;
        public const string InsertSettled = $"""
            insert into event (at, type, kind, ADC201, AAB301, AAZ341, version, code, field, message)
            select @at, @type, kind, ADC201, AAB301, AAZ341, version, @Code, @Field, @Message from upload where {Batches.Sql.OpenIn} order by id
            """;
        public const string After = "select * from event where seq > @after order by seq limit @limit";
        public const string OfApplication = "select * from event where ADC201 = @ADC201 order by seq";
    }
}
