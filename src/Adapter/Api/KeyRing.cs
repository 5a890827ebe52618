using Adapter.Store;

namespace Adapter.Api;

/// <summary>Admits callers by their key.</summary>
sealed class KeyRing(Database database, Writer writer, ApiKeys keys, TimeProvider time)
{
    static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(10);

    /// <summary>The row of a key that is valid now; null otherwise.</summary>
    public async Task<ApiKeyRow?> Admit(string secret)
    {
        if (ApiSecret.PrefixOf(secret) is not { } prefix) return null;
        var row = database.Read(session => keys.ByPrefix(session, prefix));
        if (row is null || !ApiSecret.Matches(secret, row) || row.RevokedAt is not null) return null;
        var now = time.GetUtcNow();
        if (row.ExpiresAt is { } expires && Stamp.Parse(expires) <= now) return null;
        if (row.LastUsedAt is null || now - Stamp.Parse(row.LastUsedAt) > UseIsNoted)
            await writer.Write(session => keys.Used(session, row.Name, Stamp.Of(now)));
        return row;
    }
}
