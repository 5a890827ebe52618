using System.Text;
using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>The invalid records in a clerk's words, then a table by rule.</summary>
sealed class ValidationText(Kind kind, TextWriter output) : IValidationReport
{
    const int Enough = 1 << 16;

    readonly StringBuilder lines = new();
    readonly Dictionary<(string Rule, string Severity), long> counts = [];
    long records;
    long invalid;

    public void Add(long row, Message record, IReadOnlyList<Finding> findings)
    {
        records++;
        foreach (var finding in findings)
        {
            var rule = (finding.Rule, finding.Severity);
            counts[rule] = counts.GetValueOrDefault(rule) + 1;
        }
        if (!findings.Any(finding => finding.IsError)) return;
        invalid++;
        lines.AppendLine($"第{row}条 {Visible.Of(record.Key ?? "（编号不全）")}");
        foreach (var finding in findings)
            lines.AppendLine($"    {RuleTable.Severity(finding.Severity)} {Visible.Of(finding.Field)} {Visible.Of(finding.Message)}");
        if (lines.Length > Enough) Flush();
    }

    public void Close()
    {
        Flush();
        if (counts.Count > 0) RuleTable.Write(output, counts);
        output.WriteLine($"{kind.Title}共{records}条：校验通过{records - invalid}条，校验不通过{invalid}条。");
    }

    public void Dispose() => Flush();

    void Flush()
    {
        output.Write(lines);
        output.Flush();
        lines.Clear();
    }
}
