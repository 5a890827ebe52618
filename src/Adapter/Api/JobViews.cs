using Adapter.Store;

namespace Adapter.Api;

/// <summary>A job and how far it is.</summary>
sealed record JobView
{
    public required long Id { get; init; }
    public required string Type { get; init; }
    /// <summary>running, done or stopped.</summary>
    public required string State { get; init; }
    public required string Reason { get; init; }
    /// <summary>So many go first; the rest when all of them were delivered.</summary>
    public required long Canary { get; init; }
    public required long Total { get; init; }
    /// <summary>How many were dealt with so far.</summary>
    public required long Released { get; init; }
    /// <summary>How many of its uploads are in which state now.</summary>
    public required IReadOnlyDictionary<string, long> States { get; init; }
    /// <summary>How many of its uploads were left as they are, by the stable id of what stood in the way.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }
    public string? Message { get; init; }
    public required string CreatedAt { get; init; }
    public string? EndedAt { get; init; }

    public static JobView Of(JobRow job, IReadOnlyDictionary<string, long> states, IReadOnlyDictionary<string, long> refused) => new()
    {
        Id = job.Id,
        Type = job.Type,
        State = job.State,
        Reason = job.Reason,
        Canary = job.Canary,
        Total = job.Total,
        Released = job.Released,
        States = states,
        Refused = refused,
        Message = job.Message,
        CreatedAt = job.CreatedAt,
        EndedAt = job.EndedAt,
    };
}

/// <summary>What a job would do: how many uploads, and by reason how many not.</summary>
sealed record TrialView(long Total, IReadOnlyDictionary<string, long> Skipped);
