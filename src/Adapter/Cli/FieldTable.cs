using Adapter.Contracts;
using Spectre.Console;

namespace Adapter.Cli;

/// <summary>The fields of a record that have a value, a code with its text.</summary>
static class FieldTable
{
    public static Table Of(Kind kind, IReadOnlyDictionary<string, string> fields)
    {
        var table = new Table().AddColumns("指标", "名称", "内容");
        foreach (var field in kind.Fields)
            if (fields.GetValueOrDefault(field.Code, "") is { Length: > 0 } value) table.Add(field.Code, field.Name, WithText(field, value));
        return table;
    }

    static string WithText(Field field, string value) =>
        field.Tables.Select(table => table.TextOf(value)).FirstOrDefault(text => text is not null) is { } text ? $"{value} {text}" : value;
}
