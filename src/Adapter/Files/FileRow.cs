using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>A record of a file, and the cells that it was read from.</summary>
/// <param name="Line">Its row in the sheet or table; among the records where the file is no table. From 1.</param>
/// <param name="Message">What the cells say.</param>
/// <param name="Columns">The header of the file; the field codes and <see cref="ConfirmColumn"/> where the file is no table.</param>
/// <param name="Cells">As they stand in the file; one that cannot be read is empty.</param>
sealed record FileRow(long Line, Message Message, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
{
    /// <summary>The column of a table, or the member of a JSON object, that names the rules which a person has confirmed, divided by spaces or commas.</summary>
    public const string ConfirmColumn = "confirm";

    static readonly char[] dividers = [' ', ',', ';', '，', '；', '、'];

    /// <summary>Rules that a person has confirmed for this record.</summary>
    public IReadOnlyList<string> Confirmed => Columns.Index().FirstOrDefault(column => column.Item.Equals(ConfirmColumn, StringComparison.OrdinalIgnoreCase)) is { Item: not null } found && found.Index < Cells.Count
        ? Cells[found.Index].Split(dividers, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    /// <summary>Characters of its cells.</summary>
    public long Length
    {
        get
        {
            var length = 0L;
            foreach (var cell in Cells) length += cell.Length;
            return length;
        }
    }
}
