using System.Globalization;
using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.Benchmarks;

/// <summary>
/// From a decision handed in to the platform holding its result, one at a time on an idle system, as processes of their
/// own. Nothing is polled: the ledger's time is read when all is over. Both times are of this machine's clock.
/// </summary>
static class DecisionLatency
{
    const int Warming = 20;
    const int Counted = 50;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task Measure(TextWriter output)
    {
        var work = new Work { Regions = ["370102"], Applications = Warming + Counted, Records = 0 };
        await using var province = await Province.Open(new SimulatorOptions { Regions = work.Regions, Applications = work.Applications });
        var driver = new Driver(province.Client);
        var posted = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var application in await work.Pull(driver))
        {
            var at = TimeProvider.System.GetUtcNow();
            posted[await driver.Decide(application)] = at;
            await Task.Delay(Pause);
        }
        await province.Drained(TimeSpan.FromSeconds(30));
        var held = (await province.Ministry.Ledger()).ToDictionary(entry => entry.Text("AAZ341"),
            entry => DateTimeOffset.Parse(entry.Text("first"), CultureInfo.InvariantCulture));
        Show(output, [.. posted.Skip(Warming).Select(decision => (held[decision.Key] - decision.Value).TotalMilliseconds).Order()]);
    }

    static void Show(TextWriter output, IReadOnlyList<double> sorted) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"decision -> accepted, {sorted.Count} decisions: median {At(sorted, 0.5):F1} ms, p90 {At(sorted, 0.9):F1} ms, p99 {At(sorted, 0.99):F1} ms, least {sorted[0]:F1} ms, most {sorted[^1]:F1} ms"));

    static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
