namespace Adapter.Torture.Kills;

/// <summary>SQLite's own checks of the file; and lives that did not end as they should, answers that nobody should get.</summary>
static class StoreWhole
{
    public static IEnumerable<Breach> Check(Evidence evidence) => evidence.Held.Damage
        .Concat(evidence.Lives.SelectMany(life => life.Wrongs))
        .Concat(evidence.Book.Complaints)
        .Select(what => new Breach(Breach.Other, what));
}
