using System.Text.Json.Serialization;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>A day of a region, hour by hour.</summary>
sealed record DayEntry
{
    public required string AAB301 { get; init; }
    /// <summary>China day, yyyy-MM-dd.</summary>
    public required string Day { get; init; }
    /// <summary>Applications of this day (AAE127) that the downloads had missed and a repair found.</summary>
    public required long Repaired { get; init; }
    /// <summary>The newest repair that looked at this day; null = none yet.</summary>
    public RepairEntry? Repair { get; init; }
    /// <summary>The day of the last application of a region that usually has some and has had none for days; null = it is not quiet.</summary>
    public string? QuietSince { get; init; }
    /// <summary>From hour 0; hours that have not come are not there.</summary>
    public required IReadOnlyList<HourEntry> Hours { get; init; }

    [JsonIgnore]
    public bool HasMissed => Hours.Any(hour => hour.State is HourState.Missed or HourState.Throttled);
}

/// <summary>A repair, for all days of its window together.</summary>
sealed record RepairEntry
{
    public required string At { get; init; }
    /// <summary>done, or shifting: it could not be compared.</summary>
    public required string State { get; init; }
    /// <summary>all; or pending: the platform gives each only once, and the repair proves less.</summary>
    public required string Scope { get; init; }
    public required string DayFrom { get; init; }
    public required string DayTo { get; init; }
    /// <summary>How many the platform counts.</summary>
    public long? Total { get; init; }
    /// <summary>How many of them are held.</summary>
    public long? Held { get; init; }
    /// <summary>How many are held that the platform no longer lists.</summary>
    public long? Unlisted { get; init; }
    public required long Repaired { get; init; }

    public static RepairEntry Of(RunRow run) => new()
    {
        At = run.StartedAt,
        State = run.State,
        Scope = run.Scope,
        DayFrom = run.DayFrom,
        DayTo = run.DayTo,
        Total = run.Total,
        Held = run.Held,
        Unlisted = run.Unlisted,
        Repaired = run.Repaired,
    };
}

/// <summary>An hour of a region, with the sums of what was downloaded in it.</summary>
public sealed record HourEntry
{
    public required int Hour { get; init; }
    /// <summary>done, empty, repaired, missed, closed, throttled, offline, unbegun, idle or waiting.</summary>
    public required string State { get; init; }
    /// <summary>When the first download of the hour began.</summary>
    public string? StartedAt { get; init; }
    public string? EndedAt { get; init; }
    public long Runs { get; init; }
    public long Pages { get; init; }
    public long Received { get; init; }
    public long New { get; init; }
    public long Known { get; init; }
    public long Changed { get; init; }
    public long Flagged { get; init; }
    /// <summary>Of the new ones those that an earlier hour should have brought.</summary>
    public long Repaired { get; init; }
    /// <summary>Why the hour has no whole download: class and code of the last answer, or short, shifting, interrupted, not-running.</summary>
    public string? Class { get; init; }
    public string? Code { get; init; }
    public string? Message { get; init; }
    /// <summary>When a later download brought what this hour had not.</summary>
    public string? RepairedAt { get; init; }
    /// <summary>How many new applications that later download brought.</summary>
    public long? Found { get; init; }
}

static class HourState
{
    /// <summary>Downloaded whole, with something new or changed.</summary>
    public const string Done = "done";
    /// <summary>Downloaded whole, nothing new.</summary>
    public const string Empty = "empty";
    /// <summary>Not or not wholly downloaded then; a later download has brought all of its day.</summary>
    public const string Repaired = "repaired";
    public const string Missed = "missed";
    public const string Closed = "closed";
    public const string Throttled = "throttled";
    /// <summary>The region was not on line.</summary>
    public const string Offline = "offline";
    /// <summary>Before the first download of a region of which nobody said since when it is on line.</summary>
    public const string Unbegun = "unbegun";
    /// <summary>No download was due by the schedule.</summary>
    public const string Idle = "idle";
    /// <summary>The hour is not over and its download not ended.</summary>
    public const string Waiting = "waiting";
}
