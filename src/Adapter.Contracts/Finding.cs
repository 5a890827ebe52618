namespace Adapter.Contracts;

/// <summary>What a check found. Data for people and programs; it never contains the value.</summary>
/// <remarks>The rules, their ids and severities: contracts/README.md and <c>../shared/spec/rules.md</c>.</remarks>
public sealed record Finding
{
    /// <summary>Field code, an unknown member's name, or "" for the record as a whole.</summary>
    public required string Field { get; init; }
    /// <summary>Stable id: id.checksum.</summary>
    public required string Rule { get; init; }
    /// <summary>error or warning; only an error flags or blocks.</summary>
    public required string Severity { get; init; }
    /// <summary>Plain Chinese: what is wrong and how to mend it.</summary>
    public required string Message { get; init; }
    /// <summary>An error of the applicant's own data, unchanged, that became a warning in an audit result.</summary>
    public bool Inherited { get; init; }

    public bool IsError => Severity == "error";
}
