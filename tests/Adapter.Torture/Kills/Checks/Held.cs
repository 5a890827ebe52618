using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.Kills;

sealed record HeldApplication
{
    public required string ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public required string State { get; init; }
    public string? AAZ341 { get; init; }
}

sealed record HeldUpload
{
    public long Id { get; init; }
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public required string AAZ341 { get; init; }
    public long Version { get; init; }
    public string? ADC201 { get; init; }
    public string? Person { get; init; }
    public required string State { get; init; }
    public required string Digest { get; init; }

    public string Key => $"{Kind}/{AAB301}/{AAZ341}";
}

sealed record HeldAttempt
{
    public required string Key { get; init; }
    public required string MessageId { get; init; }
    public required string At { get; init; }
    public required string Class { get; init; }
}

sealed record HeldEvent
{
    public long Seq { get; init; }
    public required string Type { get; init; }
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public string? AAZ341 { get; init; }
    public string? ADC201 { get; init; }
    public long Version { get; init; }
}

/// <summary>What stands in the database of a world at its end, read without the program.</summary>
sealed record Held
{
    public required IReadOnlyList<HeldApplication> Applications { get; init; }
    public required ILookup<string, string> Digests { get; init; }
    public required IReadOnlyList<HeldUpload> Uploads { get; init; }
    public required IReadOnlyList<HeldAttempt> Attempts { get; init; }
    public required IReadOnlyList<HeldEvent> Events { get; init; }
    /// <summary>The log of acts, oldest first, and the key that its chain is made with.</summary>
    public required IReadOnlyList<AuditRow> Acts { get; init; }
    public required byte[] ActKey { get; init; }
    public required IReadOnlySet<string> Batches { get; init; }
    public required long UnparsedPages { get; init; }
    /// <summary>Applications that a repair found.</summary>
    public required long Repaired { get; init; }
    public required long Unreadable { get; init; }
    /// <summary>What SQLite's own checks say.</summary>
    public required IReadOnlyList<string> Damage { get; init; }

    /// <summary>How many applications are held, while the program works.</summary>
    public static long Count(string dataDirectory)
    {
        if (!File.Exists(FileIn(dataDirectory))) return 0;
        using var connection = Open(dataDirectory);
        return connection.ExecuteScalar<long>("select count(*) from application");
    }

    /// <summary>The first upload that is not at its end, "" when all are.</summary>
    public static string FirstOpen(string dataDirectory)
    {
        using var connection = Open(dataDirectory);
        return connection.ExecuteScalar<string>("""
            select state || ' ' || kind || '/' || AAB301 || '/' || AAZ341 || ' version ' || version || ', due ' || due_at || ', made ' || created_at
              || ', class ' || coalesce(class, '') || ', ' || why
            from upload where state not in ('delivered', 'discarded') order by id limit 1
            """) ?? "";
    }

    public static Held Read(string dataDirectory)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        using var connection = Open(dataDirectory);
        return new()
        {
            Applications = connection.Query<HeldApplication>("select ADC201, AAB301, state, AAZ341 from application").AsList(),
            Digests = connection.Query<(string Number, string Digest)>("select ADC201, digest from application_version").ToLookup(row => row.Number, row => row.Digest, StringComparer.Ordinal),
            Uploads = connection.Query<HeldUpload>("select id, kind, AAB301, AAZ341, version, ADC201, person, state, digest from upload order by id").AsList(),
            Attempts = connection.Query<HeldAttempt>("""
                select u.kind || '/' || u.AAB301 || '/' || u.AAZ341 as key, a.message_id, a.at, a.class
                from attempt a join upload u on u.id = a.upload_id order by a.id
                """).AsList(),
            Events = connection.Query<HeldEvent>("select seq, type, kind, AAB301, AAZ341, ADC201, version from event order by seq").AsList(),
            Acts = connection.Query<AuditRow>("select * from audit order by seq").AsList(),
            ActKey = File.Exists(KeyIn(dataDirectory)) ? File.ReadAllBytes(KeyIn(dataDirectory)) : [],
            Batches = connection.Query<string>("select message_id from batch").ToHashSet(StringComparer.Ordinal),
            UnparsedPages = connection.ExecuteScalar<long>("select count(*) from page where parsed_at is null"),
            Repaired = connection.ExecuteScalar<long>("select coalesce(sum(repaired), 0) from run"),
            Unreadable = connection.ExecuteScalar<long>("select count(*) from unreadable"),
            Damage = [.. connection.Query<string>("pragma integrity_check").Where(line => line != "ok"),
                .. connection.Query("pragma foreign_key_check").Select(row => $"foreign key {row}")],
        };
    }

    static string KeyIn(string dataDirectory) => Path.Combine(dataDirectory, "keys", "audit.key");

    static string FileIn(string dataDirectory) => Path.Combine(dataDirectory, "adapter.db");

    static SqliteConnection Open(string dataDirectory)
    {
        var connection = new SqliteConnection($"Data Source={FileIn(dataDirectory)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }
}
