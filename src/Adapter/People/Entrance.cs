using Adapter.Store;

namespace Adapter.People;

/// <summary>Who is let in: a visit's secret, or the stable id of what stood in the way.</summary>
sealed record Admission(string? Secret, string Code = "", DateTimeOffset? LockedUntil = null);

/// <summary>Signing in by password. Every try is in the log; too many wrong ones shut the account for a while.</summary>
sealed class Entrance(Writer writer, Accounts accounts, Visits visits, AuditLog audit, Lockout lockout)
{
    /// <summary>The password is tried before anything is said, so that the time it takes says nothing.</summary>
    public async Task<Admission> Enter(string name, string password)
    {
        var known = await writer.Write(session => accounts.Find(session, name)?.Password);
        var fits = Passwords.Fits(known, password);
        // What was compared must be what is judged: another may have changed it meanwhile.
        return await writer.Write(session => Judge(session, name, fits && accounts.Find(session, name)?.Password == known));
    }

    /// <summary>By who the person is to the identity provider.</summary>
    public Task<Admission> Enter(string subject) => writer.Write(session => accounts.OfSubject(session, subject) switch
    {
        null => Refuse(session, "?", "account.unknown"),
        { DisabledAt: not null } account => Refuse(session, account.Name, "account.disabled"),
        var account => Admit(session, account),
    });

    /// <summary>Ends a visit by the person's own will.</summary>
    public Task Leave(string name, string visit) => writer.Write(session =>
    {
        accounts.End(session, visit);
        audit.Add(session, new(name, Actor.Desk), new() { Action = "leave", Object = name });
    });

    Admission Judge(Session session, string name, bool fits)
    {
        // A name that is no account is not kept: it may be a password in the wrong field.
        if (accounts.Find(session, name) is not { } account) return Refuse(session, "?", "account.wrong");
        if (lockout.Of(account) is { } until) return Refuse(session, name, "account.locked") with { LockedUntil = until };
        if (!fits) return Fail(session, lockout.Count(account));
        if (account.DisabledAt is not null) return Refuse(session, name, "account.disabled");
        return Admit(session, account with { MustChange = lockout.IsPasswordOld(account) ? 1 : account.MustChange });
    }

    Admission Admit(Session session, AccountRow account)
    {
        accounts.Put(session, account with { Failures = 0, LockedUntil = null, LastLoginAt = lockout.Now });
        audit.Add(session, new(account.Name, Actor.Desk), new() { Action = "enter", Object = account.Name });
        return new(visits.Begin(session, account.Name));
    }

    Admission Fail(Session session, AccountRow counted)
    {
        accounts.Put(session, counted);
        var until = lockout.Of(counted);
        return Refuse(session, counted.Name, until is null ? "account.wrong" : "account.locked") with { LockedUntil = until };
    }

    Admission Refuse(Session session, string name, string code)
    {
        audit.Add(session, new(name, Actor.Desk), new() { Action = "enter", Object = name, Result = code });
        return new(null, code);
    }
}
