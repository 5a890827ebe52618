using System.Globalization;
using System.Text.RegularExpressions;

namespace Adapter.Torture.Kills;

/// <summary>What /metrics counts is what the books hold: calls of the last life, uploads that are open.</summary>
static partial class FiguresAgree
{
    public static IEnumerable<Breach> Check(Evidence evidence)
    {
        if (evidence.Metrics == "") yield break;
        var last = evidence.Lives[^1];
        foreach (var service in new[] { "SYDJ1002", "SYDJ1003" })
        {
            var (counted, came) = (Sum(evidence.Metrics, "adapter_ministry_calls_total", $"interface=\"{service}\""),
                evidence.Journal.Count(entry => entry.Interface == service && entry.At >= last.From));
            if (counted != came) yield return new(Breach.Other, $"metrics count {counted} calls of {service}, the ministry {came}");
        }
        foreach (var state in new[] { "waiting", "sending", "unknown", "failed" })
        {
            var (counted, held) = (Sum(evidence.Metrics, "adapter_uploads", $"state=\"{state}\""), evidence.Held.Uploads.Count(row => row.State == state));
            if (counted != held) yield return new(Breach.Other, $"metrics count {counted} uploads {state}, the store {held}");
        }
    }

    static double Sum(string metrics, string name, string label) => Line().Matches(metrics)
        .Where(line => line.Groups["name"].Value.StartsWith(name, StringComparison.Ordinal) && line.Groups["labels"].Value.Contains(label, StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<name>\w+)\{(?<labels>[^}]*)\} (?<value>[0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
