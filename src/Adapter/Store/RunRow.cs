namespace Adapter.Store;

public sealed record RunRow
{
    public long Id { get; init; }
    public required string AAB301 { get; init; }
    public required string DayFrom { get; init; }
    public required string DayTo { get; init; }
    /// <summary>asking, done, failed, or shifting: the pages kept changing or were short, so the watermark was left.</summary>
    public string State { get; init; } = "asking";
    public required string StartedAt { get; init; }
    public string? EndedAt { get; init; }
    public long Pages { get; init; }
    public long Received { get; init; }
    public long Fresh { get; init; }
    public long Known { get; init; }
    public long Changed { get; init; }
    public long Flagged { get; init; }
    public string? Class { get; init; }
    public string? Code { get; init; }
    public string? Message { get; init; }
    /// <summary>download or repair.</summary>
    public string Purpose { get; init; } = RunPurpose.Download;
    /// <summary>all, or pending: only what nobody had read.</summary>
    public string Scope { get; init; } = RunScope.All;
    /// <summary>How many the platform counts in the window.</summary>
    public long? Total { get; init; }
    /// <summary>Of a repair: how many of those that the platform listed are held.</summary>
    public long? Held { get; init; }
    /// <summary>Of a repair: how many of the window are held that the platform did not list.</summary>
    public long? Unlisted { get; init; }
    /// <summary>Of the fresh ones those that an earlier download should have brought.</summary>
    public long Repaired { get; init; }

    /// <summary>Whether everything of its days is here.</summary>
    public bool IsWhole => State == "done" && Scope == RunScope.All;

    public bool Covers(string day) => string.CompareOrdinal(DayFrom, day) <= 0 && string.CompareOrdinal(day, DayTo) <= 0;
}

static class RunPurpose
{
    public const string Download = "download";
    public const string Repair = "repair";
}

static class RunScope
{
    public const string All = "all";
    public const string Pending = "pending";
}
