using System.Data.Common;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Whether the program can do its work now, for whoever watches it and for its own page.</summary>
sealed class Readiness(Writing writing, Database database, StoreHealth health, Reach reach)
{
    public async Task<ReadyView> Now()
    {
        var wrong = await writing.WhatIsWrong();
        var since = writing.Since;
        var status = wrong is null ? "ready" : since is null ? "unready" : "degraded";
        var ministry = reach.State;
        var held = wrong is null ? database.Read(Histories.Uncleared) : [];
        return new(status, wrong ?? (health.IsIntact ? "writable" : "damaged"), since is { } unwritable ? Stamp.Of(unwritable) : null,
            new(ministry.State, ministry.Since is { } unreached ? Stamp.Of(unreached) : null, ministry.Code is "" ? null : ministry.Code),
            held.Count > 0 ? held[0].BeganAt : null);
    }
}

/// <summary>Whether the store takes what is written.</summary>
sealed class Writing(Writer writer, Pulse pulse, Migration migration, StoreState state)
{
    /// <summary>A lock that no user notices is no trouble of the program's.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public DateTimeOffset? Since => state.Now.Since;

    /// <summary>Null when it does.</summary>
    public async Task<string?> WhatIsWrong()
    {
        try
        {
            if (!state.IsWritable) throw new StoreTrouble(state.Now.Trouble);
            if (!migration.IsCurrent()) return "schema-not-current";
            await writer.Write(pulse.Beat).WaitAsync(Patience);
            return null;
        }
        catch (StoreTrouble trouble)
        {
            return trouble.Code["store.".Length..];
        }
        catch (TimeoutException)
        {
            return "busy";
        }
        catch (Exception problem) when (problem is DbException or IOException or InvalidOperationException)
        {
            return "not-writable";
        }
    }
}
