namespace Adapter.Store;

/// <summary>Work that goes on by itself, over a restart too.</summary>
public sealed record JobRow
{
    public long Id { get; init; }
    /// <summary>One of <see cref="JobType"/>.</summary>
    public required string Type { get; init; }
    /// <summary>running, done or stopped.</summary>
    public string State { get; init; } = JobState.Running;
    public required string Reason { get; init; }
    /// <summary>So many rows go first; the rest when all of them were delivered. 0 = no trial. The first step where there is a limit.</summary>
    public long Canary { get; init; }
    public long Total { get; init; }
    /// <summary>How many rows, from the first, were dealt with.</summary>
    public long Released { get; init; }
    /// <summary>For a person: what was left out, or why it stopped.</summary>
    public string? Message { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? EndedAt { get; init; }

    /// <summary>Account, key or user; "" where it is not known.</summary>
    public string BegunBy { get; init; } = "";
    /// <summary>1 = a person made it wait.</summary>
    public long Paused { get; init; }
    /// <summary>It stops by itself when more than this share of what has an outcome failed. <see cref="NoLimit"/> = never.</summary>
    public long LimitPercent { get; init; } = NoLimit;
    /// <summary>1 = it waits until another person has approved it.</summary>
    public long NeedsSecond { get; init; }
    public string? ApprovedBy { get; init; }
    public string? ApprovedAt { get; init; }
    /// <summary>What it does beyond its uploads, as its type writes it; no personal data.</summary>
    public string? Wanted { get; init; }

    public const long NoLimit = 100;

    /// <summary>Nobody has approved yet what a second person must approve.</summary>
    public bool IsAwaiting => NeedsSecond == 1 && ApprovedBy is null;

    /// <summary>Why an act of it is done, as the record and the log keep it: with who agreed.</summary>
    public string Why => ApprovedBy is null ? Reason : $"{Reason}（任务 {Id}：{BegunBy} 发起，{ApprovedBy} 同意）";
}

/// <summary>What a job does to its uploads: an act's word in the log (<see cref="AuditWords"/>).</summary>
static class JobType
{
    public const string Replay = "replay";
    public const string Discard = "discard";
    public const string Restore = "restore";
    public const string Mend = "mend";
    public const string Export = "export";
    /// <summary>A file of records, each handed in as any other.</summary>
    public const string Import = "import";

    public static IReadOnlyList<string> All { get; } = [Replay, Discard, Restore, Mend, Export, Import];
}

static class JobState
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Stopped = "stopped";
}
