using Adapter.Store;

namespace Adapter.People;

/// <summary>Who the people are that have an account.</summary>
sealed class Clerks(Database database, Accounts accounts, RegionScope scope)
{
    /// <summary>Null when there is no such account, or it may not be used any more.</summary>
    public Clerk? Find(string account) => database.Read(session => accounts.Find(session, account) is { DisabledAt: null } row ? Of(row, accounts.DutiesOf(session, row.Name)) : null);

    Clerk Of(AccountRow row, IReadOnlyList<DutyRow> duties) => new(row.Name, row.RealName, row.MustChange == 1, duties, scope);
}
