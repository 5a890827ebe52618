using Adapter.Contracts;
using Adapter.Files;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>A row of a table that was brought back, and what would come of it.</summary>
/// <param name="Row">What differs; nothing of a record that the person may not work on.</param>
/// <param name="Code">The stable id of what stands in the way; "" when it can be corrected, or nothing differs.</param>
/// <param name="Findings">Of what it would become.</param>
public sealed record MendLine(MendedRow Row, string Code, IReadOnlyList<Finding> Findings);

/// <summary>What a table would change. Nothing is changed yet.</summary>
/// <param name="Kind">Of its records.</param>
/// <param name="Lines">Row by row.</param>
/// <param name="IsTooMany">More differ than one person may change at once: they were not tried.</param>
public sealed record MendTrial(Kind Kind, IReadOnlyList<MendLine> Lines, bool IsTooMany)
{
    public IReadOnlyList<MendLine> Right { get; } = [.. Lines.Where(line => line.Code == "" && line.Row.IsChange)];
    public IReadOnlyList<MendLine> Wrong { get; } = [.. Lines.Where(line => line.Code != "")];
    public int Unchanged => Lines.Count - Right.Count - Wrong.Count;
}

/// <summary>Tables that come back to the desk: compared, tried, and corrected on a person's word.</summary>
sealed class MendDesk(Mending mending, BulkActs acts, Agreement agreement)
{
    /// <summary>Of the file as it comes, in bytes.</summary>
    public const long MostBytes = 8 << 20;
    const int MostRecords = 10_000;
    const int Part = 200;

    // A table of so many records unfolds to about half of it.
    static readonly SheetRules rules = SheetRules.OfMended with { MostBytes = 64 << 20 };

    /// <exception cref="FileFault">It is no such table: one line for the person.</exception>
    public async Task<MendTrial> Try(string kind, Stream file)
    {
        var listed = agreement.Kind(kind);
        // It reads a whole file: not while the page waits.
        var compared = await Task.Run(() => mending.Compare(Records(listed, file)));
        var (by, own) = await acts.Mine([.. compared.Select(row => row.Key).OfType<UploadKey>()]);
        var rows = Reachable(compared, own.ToHashSet());
        var isTooMany = await acts.NeedsSecond(rows.Count(row => row.IsChange));
        var lines = new List<MendLine>();
        foreach (var part in rows.Chunk(Part))
            lines.AddRange(await Task.WhenAll(part.Select(row => row.IsChange && !isTooMany ? Try(by, row) : Task.FromResult(new MendLine(row, row.Code, [])))));
        return new(listed, lines, isTooMany);
    }

    /// <summary>Each that was found right, unless it holds something else by now.</summary>
    public Task<BulkTally> Apply(MendTrial trial, string reason)
    {
        var rows = trial.Right.ToDictionary(line => line.Row.Key!, line => line.Row);
        return acts.Each([.. rows.Keys], async (by, key) => (await mending.Apply(by, rows[key], reason, isTrial: false)).WhyNot);
    }

    static IReadOnlyList<Message> Records(Kind kind, Stream file)
    {
        var records = XlsxRecords.Read(kind, file, rules, null).Select(row => row.Message).Take(MostRecords + 1).ToList();
        if (records.Count > MostRecords) throw new FileFault($"表格超过 {MostRecords} 行，请分成几个文件。");
        return records.Count > 0 ? records : throw RecordFile.Empty();
    }

    // Of what lies elsewhere not even what it holds is told.
    static List<MendedRow> Reachable(IReadOnlyList<MendedRow> rows, HashSet<UploadKey> own) =>
        [.. rows.Select(row => row.Key is null || own.Contains(row.Key) ? row : new() { Row = row.Row, Code = "right.missing" })];

    async Task<MendLine> Try(Store.Actor by, MendedRow row)
    {
        var receipt = await mending.Apply(by, row, "", isTrial: true);
        return new(row, receipt.WhyNot, receipt.Findings);
    }
}
