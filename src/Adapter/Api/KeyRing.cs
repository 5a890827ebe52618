using System.Collections.Concurrent;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Admits callers by their key.</summary>
sealed class KeyRing(Database database, Writer writer, ApiKeys keys, TimeProvider time)
{
    static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(10);

    readonly ConcurrentDictionary<string, DateTimeOffset> noted = new(StringComparer.Ordinal);

    /// <summary>The row of a key that is valid now; null otherwise.</summary>
    public ApiKeyRow? Admit(string secret)
    {
        if (ApiSecret.PrefixOf(secret) is not { } prefix) return null;
        var row = database.Read(session => keys.ByPrefix(session, prefix));
        if (row is null || !ApiSecret.Matches(secret, row) || row.RevokedAt is not null) return null;
        var now = time.GetUtcNow();
        if (row.ExpiresAt is { } expires && Stamp.Parse(expires) <= now) return null;
        if (IsLongAgo(row.LastUsedAt is { } stamp ? Stamp.Parse(stamp) : null, now)) _ = Note(row.Name, now);
        return row;
    }

    static bool IsLongAgo(DateTimeOffset? used, DateTimeOffset now) => used is null || now - used > UseIsNoted;

    // Nobody waits for it: who only reads is let in while nothing can be written.
    async Task Note(string name, DateTimeOffset now)
    {
        if (!writer.IsWritable || !IsLongAgo(noted.TryGetValue(name, out var last) ? last : null, now)) return;
        noted[name] = now;
        try
        {
            await writer.Write(session => keys.Used(session, name, Stamp.Of(now)));
        }
        catch (Exception failure) when (failure is StoreTrouble or ObjectDisposedException)
        {
            noted.TryRemove(name, out _);
        }
    }
}
