namespace Adapter.Store;

/// <summary>One version of what is sent under one key (kind, AAB301, AAZ341).</summary>
public sealed record UploadRow
{
    public const string NoDeadline = "9999-12-31";

    /// <summary>Sorts after all that is live; no day, and shown to nobody.</summary>
    public const string Backfill = "9999-12-32";

    /// <summary>Order of creation.</summary>
    public long Id { get; init; }
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public required string AAZ341 { get; init; }
    /// <summary>From 1; every version is a row of its own and none is rewritten.</summary>
    public long Version { get; init; } = 1;
    public string? ADC201 { get; init; }
    public string? Person { get; init; }
    /// <summary>1 = a registration (an approved audit result) that a deregistration may end.</summary>
    public long Registers { get; init; }
    /// <summary>1 = a declared correction of a version that was delivered (OperFlag 2).</summary>
    public long Correction { get; init; }
    /// <summary>waiting, sending, unknown, delivered, failed or discarded.</summary>
    public string State { get; init; } = UploadState.Waiting;
    public string DueAt { get; init; } = "";
    /// <summary>Why it waits, for a person.</summary>
    public string Why { get; init; } = "";
    /// <summary>The message that carries it while its outcome is open.</summary>
    public string? MessageId { get; init; }
    /// <summary>Most rows in its next batch, after a refused batch was halved.</summary>
    public long? BatchCap { get; init; }
    public long Attempts { get; init; }
    /// <summary>How often an answer left this row out.</summary>
    public long Omitted { get; init; }
    /// <summary>1 = a person let it go: out of its order, or once more although its outcome is open.</summary>
    public long Freed { get; init; }
    public string? SentAt { get; init; }
    public string? Class { get; init; }
    public string? Code { get; init; }
    public string? Message { get; init; }
    public string? Field { get; init; }
    /// <summary>China day, yyyy-MM-dd; what is nearest is sent first. <see cref="NoDeadline"/> = none, <see cref="Backfill"/> = none, and last.</summary>
    public string Deadline { get; init; } = NoDeadline;
    public bool HasDeadline => IsDay(Deadline);

    /// <summary>Whether a <see cref="Deadline"/> is a day, and not one of those that only sort.</summary>
    public static bool IsDay(string deadline) => deadline is not (NoDeadline or Backfill);
    /// <summary>Hex SM3 of the content (ContentSm3).</summary>
    public required string Digest { get; init; }
    /// <summary>UTF-8 JSON of all fields of the kind.</summary>
    public required byte[] Payload { get; init; }
    public string Findings { get; init; } = "[]";
    public string Origin { get; init; } = "live";
    /// <summary>Why a person discarded, restored, replayed or corrected it.</summary>
    public string? Reason { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? SettledAt { get; init; }
}

/// <summary>States of an upload (design.md, Data).</summary>
static class UploadState
{
    public const string Waiting = "waiting";
    public const string Sending = "sending";
    public const string Unknown = "unknown";
    public const string Delivered = "delivered";
    public const string Failed = "failed";
    public const string Discarded = "discarded";

    public static IReadOnlyList<string> All { get; } = [Waiting, Sending, Unknown, Delivered, Failed, Discarded];
}

public sealed record AttemptRow
{
    public long UploadId { get; init; }
    public required string MessageId { get; init; }
    public required string At { get; init; }
    public long Milliseconds { get; init; }
    public required string Class { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
    public string? Field { get; init; }
}
