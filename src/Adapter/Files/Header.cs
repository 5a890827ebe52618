using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>The first row of a table: field codes, compared without case.</summary>
sealed class Header
{
    readonly Kind kind;
    readonly IReadOnlyList<string> codes;

    public Header(Kind kind, IReadOnlyList<string> codes)
    {
        this.kind = kind;
        this.codes = [.. codes.Select(code => code.Trim())];
        if (!this.codes.Any(code => kind.Find(code) is not null))
            throw new FileFault($"第一行应为{kind.Title}的指标编码（如 {kind.Fields[0].Code}），没有找到任何一个。");
        var twice = this.codes.Where(code => code.Length > 0)
            .GroupBy(code => code, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new FileFault($"第一行中 {twice.Key.ToUpperInvariant()} 出现了不止一次。");
    }

    /// <summary>The record of a row; a value beyond the header makes it malformed: its columns have shifted.</summary>
    public Message Record(IReadOnlyList<string> cells, IReadOnlyList<int> unreadable)
    {
        for (var i = codes.Count; i < cells.Count; i++)
        {
            if (cells[i].Length > 0) return Message.Of(kind, [], [""]);
        }
        var members = codes.Zip(cells, (code, cell) => KeyValuePair.Create(code, (string?)cell))
            .Where(member => member.Key.Length > 0 && member.Value!.Length > 0);
        return Message.Of(kind, members, [.. unreadable.Where(i => i < codes.Count).Select(Name)]);
    }

    string Name(int column) => kind.Find(codes[column])?.Code ?? codes[column];
}
