using System.Text;
using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>
/// The rows of a file that were not taken, each with where it stands, why, and its own columns: mended there, the report is
/// imported as the file was. A table in UTF-8 that grows at its end.
/// </summary>
static class FaultReport
{
    const string Line = "行号";
    const string What = "问题及更正办法";
    const string Fields = "有误的指标";

    /// <summary>Before the row's own; left out where the report is imported.</summary>
    public static IReadOnlyList<string> Columns { get; } = [Line, Fields, What];

    /// <summary>Adds rows behind what is known to stand there; what stands further is of an earlier try, and goes. The new length.</summary>
    /// <param name="path">Made where it is missing, for us alone.</param>
    /// <param name="after">Bytes; 0 = it begins anew.</param>
    /// <param name="rows">With their findings.</param>
    public static long Append(string path, long after, IReadOnlyList<(FileRow Row, IReadOnlyList<Finding> Findings)> rows)
    {
        if (rows.Count == 0) return after;
        using var stream = Open(path);
        var length = Math.Min(after, stream.Length);
        stream.SetLength(length);
        stream.Position = length;
        using (var text = new StreamWriter(stream, new UTF8Encoding(length == 0), leaveOpen: true))
        {
            if (length == 0) CsvLine.Write(text, Columns.Concat(rows[0].Row.Columns));
            foreach (var (row, findings) in rows) CsvLine.Write(text, Cells(row, findings));
        }
        stream.Flush(flushToDisk: true);
        return stream.Position;
    }

    static IEnumerable<string> Cells(FileRow row, IReadOnlyList<Finding> findings) =>
    [
        $"{row.Line}",
        string.Join(' ', findings.Select(finding => finding.Field).Where(field => field != "").Distinct()),
        string.Join("；", findings.Select(finding => finding.Message.TrimEnd('。'))),
        .. row.Cells,
    ];

    static FileStream Open(string path) => PrivateFile.Open(path, FileMode.OpenOrCreate);
}
