namespace Adapter.Contracts;

/// <summary>One code table of <c>contracts/tables/</c>.</summary>
public sealed record CodeTable
{
    /// <summary>File name without ending: AAC004, region, title-level.</summary>
    public required string Name { get; init; }
    /// <summary>What a clerk calls it: 民族.</summary>
    public required string Title { get; init; }
    /// <summary>Closed: a code that is not in it is an error. Open: a warning.</summary>
    public required bool Closed { get; init; }
    /// <summary>code -> its row, column -> value (<c>code</c>, <c>name</c>, and what else the file holds).</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Rows { get; init; }

    /// <summary>The text of a code, or null when it is not listed.</summary>
    public string? TextOf(string code) => Rows.TryGetValue(code, out var row) ? row["name"] : null;
}
