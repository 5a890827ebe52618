namespace Adapter.Torture.Kills;

/// <summary>All promises, in the order in which a broken one explains the next.</summary>
static class Checker
{
    static readonly Func<Evidence, IEnumerable<Breach>>[] Checks =
        [NothingLost.Check, NothingTwice.Check, OrderKept.Check, NoNeedlessSends.Check, StoreWhole.Check, ActsLogged.Check, NobodyNamed.Check, FiguresAgree.Check];

    public static IReadOnlyList<Breach> Check(Evidence evidence) => [.. Checks.SelectMany(check => check(evidence))];
}
