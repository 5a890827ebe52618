using Adapter.Store;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>What stands in the tables that verbs print: plain text, times of China, nothing that steers a terminal.</summary>
static class Cells
{
    public static Table Add(this Table table, params IEnumerable<string?> cells)
    {
        table.AddRow([.. cells.Select(cell => new Text(Visible.Of(cell ?? "")))]);
        return table;
    }

    /// <summary>A stamp of the store to the minute; "" when there is none.</summary>
    public static string Time(string? stamp) => Stamp.Shown(stamp);

    public static string Day(string day) => UploadRow.IsDay(day) ? day : "";

    /// <summary>A deadline with what is to be said about it today, while it is not met.</summary>
    public static string Deadline(string day, bool isOpen, DateOnly today)
    {
        if (!isOpen || !UploadRow.IsDay(day)) return Day(day);
        return string.CompareOrdinal(day, Stamp.Day(today)) switch { < 0 => $"{day} 已超期", 0 => $"{day} 今日到期", _ => day };
    }
}
