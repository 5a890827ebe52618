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
    /// <summary>What became of the rows of a file; null for any other job.</summary>
    public ImportView? Import { get; init; }
    public string? Message { get; init; }
    public required string CreatedAt { get; init; }
    public string? EndedAt { get; init; }

    /// <summary>A job of any type.</summary>
    public static JobView Of(Session session, JobRow job, Jobs jobs, ImportBook imports)
    {
        if (imports.Find(session, job.Id) is not { } import) return Of(job, jobs.States(session, job.Id), jobs.Refusals(session, job.Id));
        var refused = new Dictionary<string, long> { ["findings"] = import.Faulty, ["serial.reused"] = import.Conflicts };
        return Of(job, imports.States(session, import), refused.Where(one => one.Value > 0).ToDictionary()) with { Import = ImportView.Of(job, import) };
    }

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
