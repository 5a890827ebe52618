using Adapter.Simulator;

namespace Adapter.Torture.Kills;

/// <summary>How often the ministry does what: drawn once for a world, each rate between nothing and its most.</summary>
static class Rates
{
    static readonly (FaultSetting Setting, double Most)[] Faults =
    [
        (new() { Name = "no-answer" }, 0.3),
        (new() { Name = "lost-answer" }, 0.2),
        (new() { Name = "reset-mid-body" }, 0.1),
        (new() { Name = "http-5xx" }, 0.1),
        (new() { Name = "http-5xx-done" }, 0.1),
        (new() { Name = "http-429", Ms = 1 }, 0.01),
        (new() { Name = "row-failure" }, 0.1),
        (new() { Name = "row-failure-done" }, 0.1),
        (new() { Name = "row-failure-done", Rows = 99 }, 0.1),
        (new() { Name = "batch-failure" }, 0.05),
        (new() { Name = "html" }, 0.03),
        (new() { Name = "gateway-json" }, 0.03),
        (new() { Name = "truncated-json" }, 0.04),
        (new() { Name = "other-reference" }, 0.03),
        (new() { Name = "slow", Ms = 30 }, 0.05),
        (new() { Name = "slow", Ms = 300 }, 0.05),
        (new() { Name = "missing-rows" }, 0.1),
        (new() { Name = "contradictory-rows" }, 0.05),
        (new() { Name = "reversed-rows" }, 0.1),
        (new() { Name = "exists-same" }, 0.05),
        (new() { Name = "exists-other" }, 0.02),
        (new() { Name = "claim-on-read" }, 0.3),
        (new() { Name = "shifting-pages" }, 0.1),
    ];

    public static IReadOnlyList<FaultSetting> Draw(Random random) =>
        [.. Faults.Select(fault => fault.Setting with { Rate = Math.Round(random.NextDouble() * fault.Most, 3) })];
}
