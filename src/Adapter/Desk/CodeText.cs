using Adapter.Contracts;

namespace Adapter.Desk;

/// <summary>A code always with its text.</summary>
static class CodeText
{
    /// <summary>A value that is masked, or no code of the field's tables, stands alone.</summary>
    public static string Of(Field field, string value) => $"{value} {field.Tables.Select(table => table.TextOf(value)).FirstOrDefault(text => text is not null)}".TrimEnd();

    /// <summary>The same, where nothing is something to be told.</summary>
    public static string OrEmpty(Field field, string value) => value == "" ? "（空）" : Of(field, value);
}
