using Adapter.Settings;
using Adapter.Store;

namespace Adapter.People;

/// <summary>How long an account is shut after wrong passwords, and how long a password may be used.</summary>
sealed class Lockout(AdapterSettings settings, TimeProvider time)
{
    public string Now => Stamp.Of(time.GetUtcNow());

    /// <summary>Until when; null when it is open.</summary>
    public DateTimeOffset? Of(AccountRow account) =>
        account.LockedUntil is { } stamp && Stamp.Parse(stamp) is var until && until > time.GetUtcNow() ? until : null;

    /// <summary>The account after one more wrong password.</summary>
    public AccountRow Count(AccountRow account) => account.Failures + 1 >= settings.Accounts.Attempts
        ? account with { Failures = 0, LockedUntil = Stamp.Of(time.GetUtcNow() + settings.Accounts.Lockout) }
        : account with { Failures = account.Failures + 1 };

    public bool IsPasswordOld(AccountRow account) => settings.Accounts.PasswordPolicy == "mlps3"
        && Stamp.Parse(account.PasswordAt) + settings.Accounts.PasswordAge <= time.GetUtcNow();
}
