namespace Adapter.Contracts;

/// <summary>One word of the column <c>checks</c>: <c>rule</c>, <c>rule:argument</c> or <c>rule=severity</c>.</summary>
public sealed record FieldCheck
{
    public required string Rule { get; init; }
    /// <summary>The other field that the rule reads, or the length where the notice gives none.</summary>
    public string? Argument { get; init; }
    /// <summary>In place of the rule's own severity.</summary>
    public string? Severity { get; init; }

    internal static FieldCheck Parse(string word) => word.IndexOfAny([':', '=']) is var at && at < 0
        ? new() { Rule = word }
        : new()
        {
            Rule = word[..at],
            Argument = word[at] == ':' ? word[(at + 1)..] : null,
            Severity = word[at] == '=' ? word[(at + 1)..] : null,
        };
}
