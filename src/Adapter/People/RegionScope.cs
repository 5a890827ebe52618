using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.People;

/// <summary>Which regions a first part of AAB301 covers: those that begin with it, and whatever succeeded one that did.</summary>
sealed class RegionScope(Agreement agreement, AdapterSettings settings)
{
    readonly Lazy<ILookup<string, string>> predecessors = new(() => Successions(agreement, settings).ToLookup(pair => pair.Successor, pair => pair.Code));

    public bool Covers(string prefix, string region) => Covers(prefix, region, []);

    // A list of codes may run in a circle: each is looked at once.
    bool Covers(string prefix, string region, HashSet<string> seen) => region.StartsWith(prefix, StringComparison.Ordinal)
        || (seen.Add(region) && predecessors.Value[region].Any(older => Covers(prefix, older, seen)));

    static IEnumerable<(string Successor, string Code)> Successions(Agreement agreement, AdapterSettings settings) => agreement.Tables["region"].Rows
        .SelectMany(row => row.Value.GetValueOrDefault("successor_codes", "")
            .Split([' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(successor => (successor, row.Key)))
        .Concat(settings.Regions.Where(region => region.Successor is not null).Select(region => (region.Successor!, region.Code)));
}
