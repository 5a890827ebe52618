namespace Adapter.Contracts;

/// <summary>What a province sets for the checks.</summary>
public sealed record ValidationOptions
{
    /// <summary>Exact codes of the on-line regions; empty = AAB301 is not checked against them.</summary>
    public IReadOnlyCollection<string> Regions { get; init; } = [];
    /// <summary>What a length counts: <c>characters</c> (code points) or <c>gb18030</c> (bytes).</summary>
    public string LengthUnit { get; init; } = "characters";
}
