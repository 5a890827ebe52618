namespace Adapter.Ministry;

/// <summary>An answer as it came, so that it can be stored before it is read and read again after a crash.</summary>
sealed record RawAnswer
{
    public required string MessageId { get; init; }
    /// <summary>0 when there was none.</summary>
    public int Status { get; init; }
    public string ContentType { get; init; } = "";
    public byte[] Bytes { get; init; } = [];
    /// <summary>Why there is no whole answer; null when there is one, good or bad.</summary>
    public Outcome? Failure { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    public long Milliseconds { get; init; }
}

/// <summary>A page of applications; Rows hold the UTF-8 JSON of one record each, a broken one too.</summary>
sealed record DownloadPage
{
    public required Outcome Outcome { get; init; }
    public int TotalCount { get; init; }
    public int TotalPage { get; init; }
    public int PageNo { get; init; }
    public IReadOnlyList<ReadOnlyMemory<byte>> Rows { get; init; } = [];
}

/// <summary>
/// The answer to a batch. Rows: one for each row of the batch in its order when rows were decided one by one or all at once;
/// empty when only the batch as a whole has an outcome.
/// </summary>
sealed record UploadAnswer
{
    public required Outcome Outcome { get; init; }
    public IReadOnlyList<RowAnswer> Rows { get; init; } = [];
    public long Milliseconds { get; init; }
}

/// <summary>What became of one row; RowNo counts from 1 in the batch.</summary>
sealed record RowAnswer(string AAB301, string AAZ341, int RowNo, Outcome Outcome)
{
    /// <summary>The platform's own number for the record, "" when it gave none.</summary>
    public string PlatformSerial { get; init; } = "";
}

/// <summary>What the platform holds of the serials asked for.</summary>
sealed record LookupAnswer
{
    public required Outcome Outcome { get; init; }
    public IReadOnlyList<LookupRow> Rows { get; init; } = [];
}

/// <summary>ContentSm3 compares with <see cref="Wire.ContentDigest"/>.</summary>
sealed record LookupRow(string AAZ341, bool Found, string ContentSm3, string ReceivedAt);
