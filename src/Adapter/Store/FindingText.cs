using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Contracts;

namespace Adapter.Store;

/// <summary>Findings as the store keeps them: a JSON array.</summary>
static class FindingText
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    };

    public static string Of(IReadOnlyList<Finding> findings) => findings.Count == 0 ? "[]" : JsonSerializer.Serialize(findings, Options);

    public static IReadOnlyList<Finding> Read(string text) => text == "[]" ? [] : JsonSerializer.Deserialize<List<Finding>>(text, Options)!;

    /// <summary>In the order of the field list; what stands at no field last.</summary>
    public static IReadOnlyList<Finding> Sorted(Kind kind, IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => kind.Find(finding.Field)?.Index ?? int.MaxValue)];
}
