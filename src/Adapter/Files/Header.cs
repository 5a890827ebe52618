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
        codes = map is null ? titles : [.. titles.Select((title, i) => title == "" ? $"（第{i + 1}列，没有列名）" : CodeOf(kind, title, map))];
        own = [.. Enumerable.Range(0, titles.Count).Where(i => !FaultReport.Columns.Contains(titles[i]))];
        columns = [.. own.Select(i => titles[i])];
        Check(kind, codes, "第一行", map is null ? "" : "请删去其上的标题行；列与列以逗号或制表符分开；列名不同的用对照表说明。");
    }

    /// <param name="kind">Of the records.</param>
    /// <param name="codes">What the columns were found to be.</param>
    /// <param name="where">Where they stand, for a person.</param>
    /// <param name="advice">What to do where none is known; "" = they must be field codes.</param>
    /// <exception cref="FileFault">None of them is known, or one stands there twice.</exception>
    public static void Check(Kind kind, IReadOnlyCollection<string> codes, string where, string advice)
    {
        if (!codes.Any(code => kind.Find(code) is not null))
            throw new FileFault($"{where}应为{kind.Title}的指标编码（如 {kind.Fields[0].Code}）{(advice == "" ? "" : $"或中文名称（如 {kind.Fields[0].Name}）")}，没有找到任何一个。{advice}");
        var twice = codes.Where(code => kind.Find(code) is not null)
            .GroupBy(code => code, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new FileFault($"{where}中 {twice.Key.ToUpperInvariant()} 出现了不止一次{(advice == "" ? "" : "（编码、中文名称和对照表所说的是同一指标），请只留一个")}。");
    }

    /// <summary>The field code that a title stands for; "" for a column that is left out, the title itself where it is unknown.</summary>
    public static string CodeOf(Kind kind, string title, FieldMap? map) => map is null ? title : map.CodeOf(kind, title);

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
