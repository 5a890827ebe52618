using Adapter.Contracts;

namespace Adapter.Review;

/// <summary>Findings that a person may overrule by naming their rule; without that they stand in the way.</summary>
static class Confirmation
{
    /// <summary>The control member that may stand beside the fields of a record.</summary>
    public const string Member = "confirm";

    const string Ground = "policy.ground";
    const string Remark = "AAE013";

    /// <summary>What each may be confirmed with: a remark, or nothing.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["policy.refusal", Ground, "application.missing"];

    /// <summary>What stands in the way: errors, and what should have been confirmed.</summary>
    public static bool Blocks(IEnumerable<Finding> findings, Message message, IReadOnlyCollection<string> confirmed) =>
        findings.Any(finding => Rules.Contains(finding.Rule) ? !IsConfirmed(finding, message, confirmed) : finding.IsError);

    /// <summary>A confirmed error is a warning from then on.</summary>
    public static Finding Weigh(Finding finding, IReadOnlyCollection<string> confirmed) =>
        finding.IsError && Rules.Contains(finding.Rule) && confirmed.Contains(finding.Rule) ? finding with { Severity = "warning" } : finding;

    // 人社厅发〔2020〕79号 (四): not on this ground alone, so the other fact is named.
    static bool IsConfirmed(Finding finding, Message message, IReadOnlyCollection<string> confirmed) =>
        confirmed.Contains(finding.Rule) && (finding.Rule != Ground || !message.IsEmpty(Remark));
}
