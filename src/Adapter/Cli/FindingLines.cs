using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>Findings, one a line.</summary>
static class FindingLines
{
    public static void Write(TextWriter output, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            output.WriteLine($"{RuleTable.Severity(finding.Severity)} {Visible.Of(finding.Field)} {Visible.Of(finding.Message)}");
    }
}
