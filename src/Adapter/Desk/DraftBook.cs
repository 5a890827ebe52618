using System.Text.Json;
using Adapter.People;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>
/// What a person has written on a page and not yet handed in: one draft of each thing, no other person's. The newest is
/// held here until the store has it, about a second later: a lost connection or a page that is left takes nothing along.
/// </summary>
sealed class DraftBook(Database database, Writer writer, Drafts drafts, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly Dictionary<(string Account, string About), byte[]> unwritten = [];

    /// <summary>A fresh one where none is kept.</summary>
    public T Find<T>(Clerk clerk, string about) where T : new() =>
        (Unwritten((clerk.Account, about)) ?? database.Read(session => drafts.Find(session, clerk.Account, about))) is { } kept ? JsonSerializer.Deserialize<T>(kept) ?? new() : new();

    public void Keep<T>(Clerk clerk, string about, T form)
    {
        var key = (clerk.Account, about);
        var payload = JsonSerializer.SerializeToUtf8Bytes(form);
        bool isNew;
        lock (gate)
        {
            isNew = !unwritten.ContainsKey(key);
            unwritten[key] = payload;
        }
        if (isNew) _ = WriteLater(key);
    }

    public Task Remove(Clerk clerk, string about)
    {
        lock (gate) unwritten.Remove((clerk.Account, about));
        return writer.Write(session => drafts.Remove(session, clerk.Account, about));
    }

    byte[]? Unwritten((string, string) key)
    {
        lock (gate) return unwritten.GetValueOrDefault(key);
    }

    async Task WriteLater((string Account, string About) key)
    {
        do
        {
            await Task.Delay(BetweenWrites, time);
            await Write(key);
        }
        while (Unwritten(key) is not null);
    }

    // What cannot be written now stays here, and is tried again.
    async Task Write((string Account, string About) key)
    {
        try
        {
            await writer.Write(session =>
            {
                // One that was removed meanwhile does not come back.
                if (Unwritten(key) is not { } payload) return;
                drafts.Put(session, key.Account, key.About, payload, Stamp.Of(time.GetUtcNow()));
                session.AfterCommit(() => Written(key, payload));
            });
        }
        catch (Exception failure) when (failure is StoreTrouble or ObjectDisposedException)
        {
        }
    }

    void Written((string, string) key, byte[] payload)
    {
        lock (gate) if (unwritten.GetValueOrDefault(key) == payload) unwritten.Remove(key);
    }

    public async ValueTask DisposeAsync()
    {
        List<(string, string)> left;
        lock (gate) left = [.. unwritten.Keys];
        foreach (var key in left) await Write(key);
    }
}
