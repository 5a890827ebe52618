namespace Adapter.Ministry;

/// <summary>What is done about an answer (wire.md); which code means what stands in the profile.</summary>
enum OutcomeClass { Ok, AlreadySame, Partial, DataError, Conflict, AuthError, Refused, Throttled, RetrySame, BatchTooLarge, Unknown }

/// <summary>The platform's answer to a call or a row. Code is the platform's, or a stable word of ours: <c>http.503</c>, html, timeout.</summary>
sealed record Outcome
{
    public required OutcomeClass Class { get; init; }
    public required string Code { get; init; }
    /// <summary>The platform's own words where it gave some, else ours, in Chinese.</summary>
    public string Message { get; init; } = "";
    /// <summary>The field the platform complains about.</summary>
    public string? Field { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    /// <summary>The platform itself judged the message: by its CODE, not by what stands before it.</summary>
    public bool IsRead { get; init; }
    /// <summary>No byte of the body was sent.</summary>
    public bool IsUnsent { get; init; }

    public bool IsDelivered => Class is OutcomeClass.Ok or OutcomeClass.AlreadySame;

    /// <summary>The platform read the message and judged it.</summary>
    public bool IsAnswer => IsDelivered || Class is OutcomeClass.Partial or OutcomeClass.DataError or OutcomeClass.Conflict or OutcomeClass.BatchTooLarge;
}
