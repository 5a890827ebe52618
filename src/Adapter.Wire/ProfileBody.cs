namespace Adapter.Wire;

/// <summary>Names of the members of questions and answers, by what they are for.</summary>
public sealed record BodyNames
{
    public required string Region { get; init; }
    public required string From { get; init; }
    public required string Until { get; init; }
    public required string Scope { get; init; }
    public required string Application { get; init; }
    public required string Serial { get; init; }
    public required string PageNo { get; init; }
    public required string PageSize { get; init; }
    public required string TotalCount { get; init; }
    public required string TotalPage { get; init; }
    public required string BatchNo { get; init; }
    public required string RowCount { get; init; }
    public required string Rows { get; init; }
    public required string RowNo { get; init; }
    public required string OperFlag { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
    public required string SuccessCount { get; init; }
    public required string FailCount { get; init; }
    public required string FieldName { get; init; }
    public required string PlatformSerial { get; init; }
    public required string Kind { get; init; }
    public required string Day { get; init; }
    public required string Count { get; init; }
    public required string Found { get; init; }
    public required string ContentSm3 { get; init; }
    public required string ReceivedAt { get; init; }
}

/// <summary>Fixed values inside the bodies.</summary>
public sealed record BodyValues
{
    public required string ScopeAll { get; init; }
    public required string ScopePending { get; init; }
    public required string OperNew { get; init; }
    public required string OperCorrection { get; init; }
    public required string FoundYes { get; init; }
    public required string FoundNo { get; init; }
    /// <summary>Kind's name -> what the look-up calls it.</summary>
    public required IReadOnlyDictionary<string, string> LookupKinds { get; init; }
}
