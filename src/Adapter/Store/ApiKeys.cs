namespace Adapter.Store;

sealed record ApiKeyRow
{
    public required string Name { get; init; }
    /// <summary>The first characters of the key, by which it is found.</summary>
    public required string Prefix { get; init; }
    /// <summary>SHA-256 of the whole key, hex.</summary>
    public required string Hash { get; init; }
    /// <summary>Scopes, separated by commas.</summary>
    public required string Scopes { get; init; }
    public required string CreatedAt { get; init; }
    public string? ExpiresAt { get; init; }
    public string? RevokedAt { get; init; }
    public string? LastUsedAt { get; init; }
}

/// <summary>Keys to the local API; only their hashes are kept.</summary>
sealed class ApiKeys
{
    /// <summary>False when the name is taken.</summary>
    public bool Add(Session session, ApiKeyRow row) => session.Execute(Sql.Insert, row) == 1;

    public ApiKeyRow? ByPrefix(Session session, string prefix) => session.One<ApiKeyRow>(Sql.ByPrefix, new { prefix });

    public IReadOnlyList<ApiKeyRow> All(Session session) => session.All<ApiKeyRow>(Sql.All);

    public bool Revoke(Session session, string name, string at) => session.Execute(Sql.Revoke, new { name, at }) == 1;

    public void Used(Session session, string name, string at) => session.Execute(Sql.Used, new { name, at });

    internal static class Sql
    {
        public const string Insert = """
            insert into api_key (name, prefix, hash, scopes, created_at, expires_at)
            values (@Name, @Prefix, @Hash, @Scopes, @CreatedAt, @ExpiresAt) on conflict (name) do nothing
            """;
        public const string ByPrefix = "select * from api_key where prefix = @prefix";
        // A handful of rows: the whole list is the answer.
        public const string All = "select * from api_key order by name";
        public const string Revoke = "update api_key set revoked_at = @at where name = @name and revoked_at is null";
        public const string Used = "update api_key set last_used_at = @at where name = @name";
    }
}
