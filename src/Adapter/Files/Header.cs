using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>The first row of a table: field codes, compared without case; with a map what it and the fields' names say.</summary>
sealed class Header
{
    readonly Kind kind;
    readonly IReadOnlyList<string> codes;
    readonly IReadOnlyList<int> own;
    readonly IReadOnlyList<string> columns;

    public Header(Kind kind, IReadOnlyList<string> titles, FieldMap? map)
    {
        this.kind = kind;
        titles = [.. titles.Select(title => title.Trim())];
        codes = map is null ? titles : [.. titles.Select(title => map.CodeOf(kind, title))];
        own = [.. Enumerable.Range(0, titles.Count).Where(i => !FaultReport.Columns.Contains(titles[i]))];
        columns = [.. own.Select(i => titles[i])];
        Check(kind, codes, "第一行");
    }

    /// <param name="kind">Of the records.</param>
    /// <param name="codes">What the columns were found to be.</param>
    /// <param name="where">Where they stand, for a person.</param>
    /// <exception cref="FileFault">None of them is known, or one stands there twice.</exception>
    public static void Check(Kind kind, IReadOnlyCollection<string> codes, string where)
    {
        if (!codes.Any(code => kind.Find(code) is not null))
            throw new FileFault($"{where}应为{kind.Title}的指标编码（如 {kind.Fields[0].Code}），没有找到任何一个。");
        var twice = codes.Where(code => code.Length > 0)
            .GroupBy(code => code, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new FileFault($"{where}中 {twice.Key.ToUpperInvariant()} 出现了不止一次。");
    }

    /// <summary>The record of a row; a value beyond the header makes it malformed: its columns have shifted.</summary>
    public FileRow Row(long line, IReadOnlyList<string> cells, IReadOnlyList<int> unreadable) => new(line, Record(cells, unreadable), columns,
        [.. own.Select(i => i < cells.Count ? cells[i] : ""), .. cells.Skip(codes.Count)]);

    Message Record(IReadOnlyList<string> cells, IReadOnlyList<int> unreadable)
    {
        for (var i = codes.Count; i < cells.Count; i++)
        {
            if (cells[i].Length > 0) return Message.Of(kind, [], [""]);
        }
        var members = codes.Zip(cells, (code, cell) => KeyValuePair.Create(code, (string?)cell))
            .Where(member => member.Key.Length > 0 && member.Value!.Length > 0);
        return Message.Of(kind, members, [.. unreadable.Where(i => i < codes.Count && codes[i].Length > 0).Select(Name)]);
    }

    string Name(int column) => kind.Find(codes[column])?.Code ?? codes[column];
}
