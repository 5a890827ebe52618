using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Benchmarks.Peers;

/// <summary>The agreement as a JSON Schema, as far as such a schema can say it: no check digit, no calendar, of what goes across fields the one error that can be said.</summary>
static class AgreementSchema
{
    /// <summary>The rules of errors that the schema has in full.</summary>
    public static IReadOnlySet<string> Rules { get; } = new HashSet<string> { "required", "length", "code", "disability.level", "name.space", "id.length", "id.digits", "mobile", "landline", "intentions" };

    const string Day = "[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])";

    static readonly Dictionary<string, string> patterns = new()
    {
        ["AAE127"] = Day,
        ["AJC090"] = Day,
        ["AAC003"] = "[^ \\u3000]+",
        ["AAC002"] = "[A-Za-z].*|[0-9]{15}|[0-9]{17}.",
        ["AAC067"] = "[0-9]{11}",
        ["AAE005"] = "0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?(,0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?)*",
        ["ACA112"] = "[^|]*(\\|[^|]*){0,2}",
    };

    public static string Of(Kind kind) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["type"] = "object",
        ["properties"] = kind.Fields.ToDictionary(field => field.Code, Property),
        ["required"] = kind.Fields.Where(field => field.Required).Select(field => field.Code),
        // disability.level
        ["anyOf"] = new object[]
        {
            new { properties = new { AAC033 = new Dictionary<string, object> { ["not"] = new Dictionary<string, object> { ["enum"] = new[] { "6" } } } } },
            new { properties = new { ALA040 = new { minLength = 1 } }, required = new[] { "ALA040" } },
        },
    });

    static Dictionary<string, object> Property(Field field)
    {
        var property = new Dictionary<string, object> { ["type"] = "string" };
        if (field.Length is { } most) property["maxLength"] = most;
        if (field.Required) property["minLength"] = 1;
        if (field.Tables is [{ Closed: true } table])
            property["enum"] = field.Required ? table.Rows.Keys : table.Rows.Keys.Append("");
        else if (Pattern(field) is { } pattern) property["pattern"] = field.Required ? $"^({pattern})$" : $"^({pattern})?$";
        return property;
    }

    // Of two tables one is open: its form takes what both have. Regions begin as a province does.
    static string? Pattern(Field field) => patterns.GetValueOrDefault(field.Code)
        ?? field.Tables.Where(table => !table.Closed).Select(table => table.Prefix > 0 ? Provinces(table) : table.Form!.ToString()[2..^2]).FirstOrDefault();

    static string Provinces(CodeTable table) => $"({string.Join('|', table.Rows.Keys.Select(code => code[..table.Prefix]).Distinct())})[0-9]{{4}}";
}
