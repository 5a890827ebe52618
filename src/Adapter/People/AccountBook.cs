using Adapter.Store;

namespace Adapter.People;

/// <summary>What became of a change to an account: "" or the stable id of what stood in the way, and words to it.</summary>
sealed record AccountAnswer(string Code = "", string Words = "")
{
    /// <summary>A password that was made for the account, shown this once.</summary>
    public string? Password { get; init; }
}

/// <summary>
/// Accounts and who may do what. Nobody changes the own rights, and nobody gets two duties. What takes a right away ends
/// the visits of the account.
/// </summary>
sealed class AccountBook(Writer writer, Accounts accounts, AuditLog audit, Passwords passwords, TimeProvider time)
{
    public const int LongestName = 40;
    // AAE011 takes no more, and no space.
    const int LongestRealName = 20;

    public Task<AccountAnswer> Add(Actor by, string name, string realName, string? subject = null) => Change(by, "account.add", name, realName, session =>
    {
        if (!IsName(name)) return new("account.name");
        if (realName.Length is 0 or > LongestRealName || realName.Any(char.IsWhiteSpace)) return new("account.real-name");
        if (subject is not null && accounts.OfSubject(session, subject) is not null) return new("account.subject-taken");
        var password = subject is null ? Passwords.Make() : null;
        var now = Stamp.Of(time.GetUtcNow());
        var isNew = accounts.Add(session, new()
        {
            Name = name,
            RealName = realName,
            Subject = subject,
            Password = password is null ? "" : Passwords.Hash(password),
            MustChange = password is null ? 0 : 1,
            PasswordAt = now,
            CreatedAt = now,
        });
        return isNew ? new() { Password = password } : new("account.exists");
    });

    public Task<AccountAnswer> Grant(Actor by, string name, Role role, string region) => Change(by, "account.grant", name, Said(role, region), session =>
    {
        if (accounts.Find(session, name) is null) return new("account.not-found");
        if (IsOwn(by, name)) return new("account.own");
        if (region.Length > 0 && (!role.IsOfRegions || region.Length > 6 || !region.All(char.IsAsciiDigit))) return new("account.region");
        var held = accounts.DutiesOf(session, name).Select(duty => Role.Find(duty.Role)!).FirstOrDefault(other => !other.GoesWith(role));
        if (held is not null) return new("account.excluded", $"{held.Title}、{role.Title}");
        return accounts.Grant(session, Duty(by, name, role, region)) ? new() : new("account.granted");
    });

    public Task<AccountAnswer> Revoke(Actor by, string name, Role role, string region) => Change(by, "account.revoke", name, Said(role, region), session =>
    {
        if (IsOwn(by, name)) return new("account.own");
        if (!accounts.Revoke(session, Duty(by, name, role, region))) return new("account.not-granted");
        accounts.EndAll(session, name);
        return new();
    });

    /// <summary>The account stays, as the log names it; it is good for nothing any more.</summary>
    public Task<AccountAnswer> Disable(Actor by, string name) => Alter(by, "account.disable", name, (session, account) =>
    {
        if (IsOwn(by, name)) return new("account.own");
        accounts.Put(session, account with { DisabledAt = Stamp.Of(time.GetUtcNow()) });
        accounts.EndAll(session, name);
        return new();
    });

    public Task<AccountAnswer> Enable(Actor by, string name) => Alter(by, "account.enable", name, (session, account) =>
    {
        if (IsOwn(by, name)) return new("account.own");
        accounts.Put(session, account with { DisabledAt = null, LockedUntil = null, Failures = 0 });
        return new();
    });

    /// <summary>A new password that nobody chose, and an end to a lock.</summary>
    public Task<AccountAnswer> Reset(Actor by, string name) => Alter(by, "account.reset", name, (session, account) =>
    {
        if (account.Subject is not null) return new("account.subject");
        // 三员分立: who may reset the password of another administrator could sign in as that one.
        if (by.Door == Actor.Desk && accounts.DutiesOf(session, name).Any(duty => Role.Find(duty.Role) is { IsOfRegions: false })) return new("account.administrator");
        var password = Passwords.Make();
        accounts.Put(session, account with { Password = Passwords.Hash(password), MustChange = 1, PasswordAt = Stamp.Of(time.GetUtcNow()), LockedUntil = null, Failures = 0 });
        accounts.EndAll(session, name);
        return new() { Password = password };
    });

    /// <summary>The person's own password; other visits of the account end.</summary>
    /// <param name="by">The person.</param>
    /// <param name="old">The present one.</param>
    /// <param name="chosen">The next one.</param>
    /// <param name="visit">Id of the visit that goes on.</param>
    public Task<AccountAnswer> Choose(Actor by, string old, string chosen, string visit) => Alter(by, "account.password", by.Name, (session, account) =>
    {
        if (!Passwords.Fits(account.Password, old)) return new("account.wrong");
        if (old == chosen) return new("account.password", "与原密码相同");
        if (passwords.WhatIsWrong(account.Name, chosen) is { } wrong) return new("account.password", wrong);
        accounts.Put(session, account with { Password = Passwords.Hash(chosen), MustChange = 0, PasswordAt = Stamp.Of(time.GetUtcNow()), Failures = 0 });
        accounts.EndAll(session, account.Name, but: visit);
        return new();
    });

    Task<AccountAnswer> Alter(Actor by, string action, string name, Func<Session, AccountRow, AccountAnswer> change) =>
        Change(by, action, name, "", session => accounts.Find(session, name) is { } account ? change(session, account) : new("account.not-found"));

    Task<AccountAnswer> Change(Actor by, string action, string name, string detail, Func<Session, AccountAnswer> change) => writer.Write(session =>
    {
        var answer = change(session);
        audit.Add(session, by, new() { Action = action, Object = name, Detail = detail, Result = AuditRow.ResultOf(answer.Code) });
        return answer;
    });

    DutyRow Duty(Actor by, string name, Role role, string region) =>
        new() { Account = name, Role = role.Name, Region = region, GrantedAt = Stamp.Of(time.GetUtcNow()), GrantedBy = by.Name };

    static string Said(Role role, string region) => region == "" ? role.Title : $"{role.Title} {region}";

    static bool IsOwn(Actor by, string name) => by == new Actor(name, Actor.Desk);

    static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@');
}
