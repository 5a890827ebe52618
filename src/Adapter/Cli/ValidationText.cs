using System.Buffers;
using System.Text;
using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>The invalid records in a clerk's words, then a table by rule.</summary>
sealed class ValidationText(Kind kind) : IRecordLines
{
    public void Write(IBufferWriter<byte> utf8, long row, Message record, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0 || !findings.Any(finding => finding.IsError)) return;
        Line(utf8, $"第{row}条 {Visible.Of(record.Key ?? "（编号不全）")}");
        foreach (var finding in findings)
            Line(utf8, $"    {RuleTable.Severity(finding.Severity)} {Visible.Of(finding.Field)} {Visible.Of(finding.Message)}");
    }

    public void Close(TextWriter output, ValidationTally tally)
    {
        if (tally.Counts.Count > 0) RuleTable.Write(output, tally.Counts);
        output.WriteLine($"{kind.Title}共{tally.Records}条：校验通过{tally.Records - tally.Invalid}条，校验不通过{tally.Invalid}条。");
    }

    static void Line(IBufferWriter<byte> utf8, string text) => Encoding.UTF8.GetBytes($"{text}{Environment.NewLine}", utf8);
}
