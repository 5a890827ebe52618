using Adapter.Store;

namespace Adapter.People;

/// <summary>What became of a key: "" or the stable id of what stood in the way.</summary>
sealed record KeyAnswer(string Code = "")
{
    /// <summary>The key itself, shown this once.</summary>
    public string? Secret { get; init; }
}

/// <summary>Keys of the local API: who may call it and for what. Each change is in the log of acts, in the same transaction.</summary>
sealed class KeyBook(Writer writer, ApiKeys keys, AuditLog audit, TimeProvider time)
{
    public const int LongestName = 50;
    public const int MostDays = 3650;

    /// <param name="by">Who gives it.</param>
    /// <param name="name">The program or person that uses it.</param>
    /// <param name="scopes">Of <see cref="ApiSecret.Scopes"/>.</param>
    /// <param name="days">How long it is good; null = until it is revoked.</param>
    public async Task<KeyAnswer> Add(Actor by, string name, IReadOnlyList<string> scopes, int? days)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl)) return new("key.name");
        if (scopes.Count == 0 || !scopes.All(ApiSecret.Scopes.Contains)) return new("key.scopes");
        if (days is < 1 or > MostDays) return new("key.days");
        var secret = ApiSecret.Make();
        var now = time.GetUtcNow();
        var row = new ApiKeyRow
        {
            Name = name,
            Prefix = ApiSecret.PrefixOf(secret)!,
            Hash = ApiSecret.HashOf(secret),
            Scopes = string.Join(',', ApiSecret.Scopes.Where(scopes.Contains)),
            CreatedAt = Stamp.Of(now),
            ExpiresAt = days is { } valid ? Stamp.Of(now.AddDays(valid)) : null,
        };
        var code = await writer.Write(session => Noted(session, by, "key.add", row.Name, row.Scopes, keys.Add(session, row) ? "" : "key.exists"));
        return new(code) { Secret = code == "" ? secret : null };
    }

    /// <summary>From then on it opens nothing.</summary>
    public async Task<KeyAnswer> Revoke(Actor by, string name) => new(await writer.Write(session =>
        Noted(session, by, "key.revoke", name, "", keys.Revoke(session, name, Stamp.Of(time.GetUtcNow())) ? "" : "key.not-found")));

    string Noted(Session session, Actor by, string action, string name, string detail, string code)
    {
        audit.Add(session, by, new() { Action = action, Object = name, Detail = detail, Result = AuditRow.ResultOf(code) });
        return code;
    }
}
