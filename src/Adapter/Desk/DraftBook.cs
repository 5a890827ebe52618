using System.Text.Json;
using Adapter.People;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What a person has written on a page and not yet handed in: one draft of each thing, no other person's.</summary>
sealed class DraftBook(Database database, Writer writer, Drafts drafts, TimeProvider time)
{
    /// <summary>A fresh one where none is kept.</summary>
    public T Find<T>(Clerk clerk, string about) where T : new() =>
        database.Read(session => drafts.Find(session, clerk.Account, about)) is { } kept ? JsonSerializer.Deserialize<T>(kept) ?? new() : new();

    public Task Keep<T>(Clerk clerk, string about, T form)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(form);
        return writer.Write(session => drafts.Put(session, clerk.Account, about, payload, Stamp.Of(time.GetUtcNow())));
    }

    public Task Remove(Clerk clerk, string about) => writer.Write(session => drafts.Remove(session, clerk.Account, about));
}
