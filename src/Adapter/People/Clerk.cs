using Adapter.Store;

namespace Adapter.People;

/// <summary>A person at the desk: who it is, and what the person may do where.</summary>
/// <param name="Account">The name that the person signs in with.</param>
/// <param name="RealName">经办人 (AAE011).</param>
/// <param name="MustChange">The password is good for choosing another one only.</param>
/// <param name="Duties">Roles and the regions that each is bound to.</param>
sealed record Clerk(string Account, string RealName, bool MustChange, IReadOnlyList<DutyRow> Duties, RegionScope Scope)
{
    public Actor Actor => new(Account, Store.Actor.Desk);

    public IEnumerable<Role> Roles => Duties.Select(duty => Role.Find(duty.Role)).OfType<Role>().Distinct();

    /// <summary>Somewhere.</summary>
    public bool May(string right) => !MustChange && Roles.Any(role => role.Rights.Contains(right));

    /// <summary>In this region.</summary>
    public bool May(string right, string region) => !MustChange && Duties.Any(duty => Has(duty, right) && Scope.Covers(duty.Region, region));

    /// <summary>Of these regions, those in which the person may; null = in every region there is.</summary>
    public IReadOnlyList<string>? Where(string right, IEnumerable<string> regions) =>
        !MustChange && Duties.Any(duty => Has(duty, right) && duty.Region == "") ? null : [.. regions.Where(region => May(right, region))];

    static bool Has(DutyRow duty, string right) => Role.Find(duty.Role)?.Rights.Contains(right) == true;
}
