using Adapter.Contracts;

namespace Adapter.Store;

sealed record ApplicationRow
{
    public required string ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public required string AAE127 { get; init; }
    /// <summary>China day by which the platform must have accepted the result: yyyy-MM-dd.</summary>
    public required string Deadline { get; init; }
    /// <summary>pending or decided.</summary>
    public required string State { get; init; }
    /// <summary>1 = has errors; still decidable.</summary>
    public long Flagged { get; init; }
    public long Version { get; init; }
    public required string Digest { get; init; }
    public string? Person { get; init; }
    /// <summary>JSON array of findings.</summary>
    public required string Findings { get; init; }
    /// <summary>The record as received, UTF-8 JSON.</summary>
    public required byte[] Payload { get; init; }
    public required string ReceivedAt { get; init; }
    /// <summary>When a local system said that it has it.</summary>
    public string? CollectedAt { get; init; }
    public string? DecidedAt { get; init; }
    /// <summary>AAE540 of the decision.</summary>
    public string? Decision { get; init; }
    public string? AAZ341 { get; init; }
    /// <summary>live, or baseline: history of an earlier program.</summary>
    public string Origin { get; init; } = "live";
}

static class ApplicationState
{
    public const string Pending = "pending";
    public const string Decided = "decided";
}

sealed record VersionRow
{
    public long Version { get; init; }
    public required string Digest { get; init; }
    public required string Findings { get; init; }
    public required byte[] Payload { get; init; }
    public required string ReceivedAt { get; init; }
    public long? PageId { get; init; }
}

/// <summary>The applications as the ministry sent them: every version kept, none rewritten.</summary>
sealed class Inbox
{
    public ApplicationRow? Find(Session session, string ADC201) => session.One<ApplicationRow>(Sql.Find, new { ADC201 });

    public IReadOnlyList<VersionRow> Versions(Session session, string ADC201) => session.All<VersionRow>(Sql.Versions, new { ADC201 });

    /// <summary>Keeps a new application, or a new version of one; what a decision set is left as it is.</summary>
    public void Put(Session session, ApplicationRow row, long? pageId) => PutAll(session, [row], pageId);

    /// <summary>Of several applications, each once.</summary>
    public void PutAll(Session session, IReadOnlyCollection<ApplicationRow> rows, long? pageId)
    {
        foreach (var row in rows) session.Execute(Sql.Put, row);
        session.ExecuteAmong(Sql.PutVersions, new { numbers = rows.Select(row => row.ADC201).ToArray(), pageId });
    }

    /// <summary>False when it is not pending: somebody was first.</summary>
    public bool Decide(Session session, string ADC201, string decision, string AAZ341, string at) =>
        session.Execute(Sql.Decide, new { ADC201, decision, AAZ341, at }) == 1;

    /// <summary>Waits for a decision again. False when this is not what was decided.</summary>
    public bool Reopen(Session session, string ADC201, string AAZ341) => session.Execute(Sql.Reopen, new { ADC201, AAZ341 }) == 1;

    /// <summary>The local system has these. Returns how many were newly marked.</summary>
    public int Collected(Session session, IEnumerable<string> numbers, string at) =>
        numbers.Sum(ADC201 => session.Execute(Sql.Collected, new { ADC201, at }));

    /// <summary>Open applications of a person, in any region.</summary>
    public IReadOnlyList<ApplicationRow> OpenOf(Session session, string person) => session.All<ApplicationRow>(Sql.OpenOf, new { person });

    /// <summary>The run that last saw this content of an application of which several are known; 0 = none since the second came.</summary>
    public long SeenIn(Session session, string ADC201, string digest) => session.One<long>(Sql.SeenIn, new { ADC201, digest });

    public void Seen(Session session, string ADC201, string digest, long runId) => session.Execute(Sql.Seen, new { ADC201, digest, runId });

    internal static class Sql
    {
        public const string Find = "select * from application where ADC201 = @ADC201";
        public const string Versions = "select * from application_version where ADC201 = @ADC201 order by version";
        public const string Put = """
            insert into application (ADC201, AAB301, AAE127, deadline, state, flagged, version, digest, person, findings, payload,
              received_at, decided_at, decision, AAZ341, origin)
            values (@ADC201, @AAB301, @AAE127, @Deadline, @State, @Flagged, @Version, @Digest, @Person, @Findings, @Payload,
              @ReceivedAt, @DecidedAt, @Decision, @AAZ341, @Origin)
            on conflict (ADC201) do update set AAB301 = excluded.AAB301, AAE127 = excluded.AAE127, deadline = excluded.deadline,
              flagged = excluded.flagged, version = excluded.version, digest = excluded.digest, person = excluded.person,
              findings = excluded.findings, payload = excluded.payload, received_at = excluded.received_at, collected_at = null
            """;
        public const string PutVersions = """
            insert into application_version (ADC201, version, digest, findings, payload, received_at, page_id)
            select ADC201, version, digest, findings, payload, received_at, @pageId from application where ADC201 in @numbers
            """;
        public const string Decide = """
            update application set state = 'decided', decision = @decision, AAZ341 = @AAZ341, decided_at = @at
            where ADC201 = @ADC201 and state = 'pending'
            """;
        public const string Reopen = """
            update application set state = 'pending', decision = null, AAZ341 = null, decided_at = null
            where ADC201 = @ADC201 and AAZ341 = @AAZ341 and state = 'decided'
            """;
        public const string Collected = "update application set collected_at = @at where ADC201 = @ADC201 and collected_at is null";
        public const string SeenIn = "select run_id from sighting where ADC201 = @ADC201 and digest = @digest";
        public const string Seen = """
            insert into sighting (ADC201, digest, run_id) values (@ADC201, @digest, @runId)
            on conflict (ADC201, digest) do update set run_id = excluded.run_id
            """;
        public const string OpenOf = "select * from application where person = @person and state = 'pending'";
    }
}
