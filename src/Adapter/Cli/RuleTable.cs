using Spectre.Console;

namespace Adapter.Cli;

/// <summary>How often each rule was found, errors first.</summary>
static class RuleTable
{
    public static void Write(TextWriter output, IReadOnlyDictionary<(string Rule, string Severity), long> counts)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) });
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("规则").AddColumn("级别").AddColumn(new TableColumn("次数").RightAligned());
        var rows = counts.OrderBy(rule => rule.Key.Severity, StringComparer.Ordinal)
            .ThenByDescending(rule => rule.Value)
            .ThenBy(rule => rule.Key.Rule, StringComparer.Ordinal);
        foreach (var (rule, count) in rows) table.AddRow(new Text(rule.Rule), new Text(Severity(rule.Severity)), new Text(count.ToString()));
        console.Write(table);
    }

    /// <summary>A severity in the clerk's words.</summary>
    public static string Severity(string severity) => severity == "error" ? "校验不通过" : "疑点提示";
}
