using System.Text;
using System.Text.RegularExpressions;
using DbUp.Engine;

namespace Adapter.Store;

/// <summary>
/// Gives every table of a script its seal: a stored column that SQLite computes anew with each change, over all other
/// columns. A row that does not fit its seal is not changed: it would be sealed anew, and its damage with it.
/// </summary>
sealed partial class SealScript : IScriptPreprocessor
{
    public string Process(string contents) => Table().Replace(contents, table => Sealed(table.Groups[1].Value, table.Groups[2].Value));

    public static string Seal(string table, IEnumerable<string> columns, string prefix = "") =>
        $"row_seal('{table}', {string.Join(", ", columns.Select(column => prefix + column))})";

    static string Sealed(string name, string definition)
    {
        var parts = Parts(Comment().Replace(definition, ""));
        var columns = parts.Select(part => part.Split(' ', 2)[0]).Where(word => !Constraint().IsMatch(word)).ToList();
        var seal = $"seal blob generated always as ({Seal(name, columns)}) stored";
        // Table constraints stand after the columns.
        var body = string.Join(", ", parts.Take(columns.Count).Append(seal).Concat(parts.Skip(columns.Count)));
        return $"""
            create table {name} ({body});
            create trigger {name}_sealed before update on {name} when {Seal(name, columns, "old.")} is not old.seal
            begin select row_broken('{name}', old.rowid); end;
            """;
    }

    static List<string> Parts(string definition)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var depth = 0;
        foreach (var letter in definition)
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter != ',' || depth > 0)
            {
                part.Append(letter);
                continue;
            }
            parts.Add(part.ToString().Trim());
            part.Clear();
        }
        parts.Add(part.ToString().Trim());
        return parts;
    }

    [GeneratedRegex(@"create table (\w+) \((.*?)\);", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("^(primary|unique|foreign|check|constraint)$")]
    private static partial Regex Constraint();
}
