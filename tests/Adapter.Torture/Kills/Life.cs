namespace Adapter.Torture.Kills;

/// <summary>A life that is over: when it was and how it ended.</summary>
sealed record Life
{
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset Until { get; init; }
    public required Ending Ending { get; init; }
    /// <summary>By SIGKILL, its own at a failpoint or ours.</summary>
    public bool WasKilled { get; init; }
    /// <summary>By its own hand, at the failpoint.</summary>
    public bool WasHit { get; init; }
    /// <summary>Backups that were killed in their midst.</summary>
    public int BrokenBackups { get; init; }
    /// <summary>Another program had the write lock for a while.</summary>
    public bool WasHeld { get; init; }
    /// <summary>Null when it ended before.</summary>
    public TimeSpan? ReadyAfter { get; init; }
    /// <summary>From SIGTERM to the end.</summary>
    public TimeSpan Stopping { get; init; }
    public string Said { get; init; } = "";
    /// <summary>What nobody wanted: an end by itself, a slow stop, a second daemon.</summary>
    public IReadOnlyList<string> Wrongs { get; init; } = [];
}
