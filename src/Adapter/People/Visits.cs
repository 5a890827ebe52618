using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.People;

/// <summary>
/// Who is at the desk. The browser holds a random secret, the store its hash: a visit outlives a restart, and ends when
/// nothing was done for a while, after some hours in any case, and with the account.
/// </summary>
sealed class Visits(Database database, Writer writer, Accounts accounts, AdapterSettings settings, TimeProvider time)
{
    static readonly TimeSpan SeenIsNoted = TimeSpan.FromMinutes(1);

    /// <summary>When each was last seen; the store learns it now and then. One that is over is forgotten.</summary>
    readonly ConcurrentDictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);

    /// <summary>The secret of a new visit.</summary>
    public string Begin(Session session, string account)
    {
        Forget();
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = Stamp.Of(time.GetUtcNow());
        accounts.Begin(session, new() { Id = IdOf(secret), Account = account, BeganAt = now, SeenAt = now });
        return secret;
    }

    /// <summary>The account that visits with this secret; null when the visit is over, or never was.</summary>
    /// <param name="secret">Of the cookie.</param>
    /// <param name="isActive">It is the person's own doing, and no timer of the page.</param>
    public string? Of(string secret, bool isActive) => OfId(IdOf(secret), isActive);

    /// <summary>As <see cref="Of"/>, by the hash of the secret.</summary>
    public string? OfId(string id, bool isActive)
    {
        if (database.Read(session => accounts.Visit(session, id)) is not { } visit || IsOver(visit))
        {
            seen.TryRemove(id, out _);
            return null;
        }
        if (isActive) See(visit);
        return visit.Account;
    }

    public static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>How many it remembers.</summary>
    internal int Remembered => seen.Count;

    // Whoever was not seen for so long is not at the desk any more, whatever the store says.
    void Forget()
    {
        var over = time.GetUtcNow() - settings.Accounts.Idle;
        foreach (var visit in seen.Where(visit => visit.Value < over)) seen.TryRemove(visit);
    }

    bool IsOver(VisitRow visit) =>
        time.GetUtcNow() - LastSeen(visit) > settings.Accounts.Idle || time.GetUtcNow() - Stamp.Parse(visit.BeganAt) > settings.Accounts.Longest;

    DateTimeOffset LastSeen(VisitRow visit) => seen.TryGetValue(visit.Id, out var last) && last > Stamp.Parse(visit.SeenAt) ? last : Stamp.Parse(visit.SeenAt);

    void See(VisitRow visit)
    {
        var now = time.GetUtcNow();
        seen[visit.Id] = now;
        if (now - Stamp.Parse(visit.SeenAt) > SeenIsNoted && writer.IsWritable) _ = Note(visit.Id, Stamp.Of(now));
    }

    // Nobody waits for it, and while nothing can be written this program remembers it by itself.
    async Task Note(string id, string at)
    {
        try
        {
            await writer.Write(session => accounts.Seen(session, id, at));
        }
        catch (Exception failure) when (failure is StoreTrouble or ObjectDisposedException)
        {
        }
    }
}
