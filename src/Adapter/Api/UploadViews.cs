using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>An upload in a list, without personal data.</summary>
public sealed record UploadItem
{
    public required string Kind { get; init; }
    public required string AAB301 { get; init; }
    public required string AAZ341 { get; init; }
    public required long Version { get; init; }
    public string? ADC201 { get; init; }
    public required string State { get; init; }
    public required string Why { get; init; }
    /// <summary>Null when nothing is to be sent, or a person decides.</summary>
    public string? DueAt { get; init; }
    /// <summary>Null where no application sets one.</summary>
    public string? Deadline { get; init; }
    public required long Attempts { get; init; }
    public string? Class { get; init; }
    public string? Code { get; init; }
    public string? Field { get; init; }
    public string? Message { get; init; }
    public required string CreatedAt { get; init; }
    public string? SettledAt { get; init; }

    public static UploadItem Of(UploadRow row) => new()
    {
        Kind = row.Kind,
        AAB301 = row.AAB301,
        AAZ341 = row.AAZ341,
        Version = row.Version,
        ADC201 = row.ADC201,
        State = row.State,
        Why = row.Why,
        DueAt = row.DueAt is "" or Stamp.Never ? null : row.DueAt,
        Deadline = row.HasDeadline ? row.Deadline : null,
        Attempts = row.Attempts,
        Class = row.Class,
        Code = row.Code,
        Field = row.Field,
        Message = row.Message,
        CreatedAt = row.CreatedAt,
        SettledAt = row.SettledAt,
    };
}

/// <summary>So many uploads of one kind in one state, with the same answer: class, code, field; message is that of one of them.</summary>
sealed record GroupView(string Kind, string State, string? Class, string? Code, string? Field, string? Message, long Count, string Oldest)
{
    public static GroupView Of(UploadGroup group) =>
        new(group.Kind, group.State, group.Class, group.Code, group.Field, group.Message, group.Number, group.Oldest);
}

/// <summary>An upload that a person has let go; notice says what that risks.</summary>
sealed record ReleaseView(UploadItem Upload, string Notice);

public sealed record UploadView
{
    public required UploadItem Upload { get; init; }
    /// <summary>Why it waits and until when.</summary>
    public required WaitView Waiting { get; init; }
    /// <summary>Personal fields are masked for a key without pull, review or operate.</summary>
    public required bool Masked { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required IReadOnlyList<UploadVersionView> Versions { get; init; }
    public required IReadOnlyList<AttemptView> Attempts { get; init; }
}

public sealed record UploadVersionView
{
    public required long Version { get; init; }
    public required string State { get; init; }
    /// <summary>SM3 of the content (ContentSm3): tells whether the platform holds this version.</summary>
    public required string Digest { get; init; }
    /// <summary>Declared to the platform as a correction.</summary>
    public required bool Correction { get; init; }
    public required string Origin { get; init; }
    public string? Reason { get; init; }
    public required string CreatedAt { get; init; }
    public string? SettledAt { get; init; }
    public required IReadOnlyList<DifferenceView> Differences { get; init; }
}

/// <summary>A field that differs from the version before.</summary>
public sealed record DifferenceView(string Field, string Before, string After);

public sealed record AttemptView(long Version, string At, string MessageId, string Class, string Code, string Message, string? Field, long Milliseconds)
{
    public static AttemptView Of(long version, AttemptRow row) =>
        new(version, row.At, row.MessageId, row.Class, row.Code, row.Message, row.Field, row.Milliseconds);
}
