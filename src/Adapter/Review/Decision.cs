namespace Adapter.Review;

/// <summary>What a person decided about an application; omitted members take what is usual, or what is stored.</summary>
sealed record Decision
{
    /// <summary>审核结果: 1 approved, 2 refused.</summary>
    public string? AAE540 { get; init; }
    /// <summary>审核不通过原因.</summary>
    public string? AAE360 { get; init; }
    /// <summary>经办人.</summary>
    public string? AAE011 { get; init; }
    /// <summary>经办日期; today when omitted.</summary>
    public string? AAE036 { get; init; }
    /// <summary>系统流水号; allocated when omitted.</summary>
    public string? AAZ341 { get; init; }
    /// <summary>Field code -> value that differs from the application.</summary>
    public IReadOnlyDictionary<string, string?> Corrections { get; init; } = new Dictionary<string, string?>();
    public IReadOnlyCollection<string> Confirm { get; init; } = [];
    /// <summary>So long it is not sent, and can be taken back.</summary>
    public TimeSpan Undo { get; init; }
    /// <summary>The version of the application that the reviewer saw; null = whichever is held.</summary>
    public long? Version { get; init; }

    /// <summary>The members that are given, by field code.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Given() =>
        new KeyValuePair<string, string?>[]
        {
            new("AAE540", AAE540), new("AAE360", AAE360), new("AAE011", AAE011), new("AAE036", AAE036), new("AAZ341", AAZ341),
        }.Where(member => member.Value is not null).Concat(Corrections);
}
