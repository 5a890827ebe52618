using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>An application in a list; fields only in the bulk pull.</summary>
sealed record ApplicationItem
{
    public required string ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public required string State { get; init; }
    public required string Deadline { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    public static ApplicationItem Of(ApplicationRow row, Kind? full) => new()
    {
        ADC201 = row.ADC201,
        AAB301 = row.AAB301,
        State = row.State,
        Deadline = row.Deadline,
        Findings = FindingText.Read(row.Findings),
        Fields = full is null ? null : Masking.Fields(MessageReader.Read(full, row.Payload), masked: false),
    };
}

sealed record ApplicationView
{
    public required string ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public required string State { get; init; }
    public required string Deadline { get; init; }
    public required bool Flagged { get; init; }
    public required long Version { get; init; }
    public required string ReceivedAt { get; init; }
    /// <summary>When a local system said that it has it.</summary>
    public string? CollectedAt { get; init; }
    /// <summary>Personal fields are masked for a key without pull or review.</summary>
    public required bool Masked { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required IReadOnlyList<ApplicationVersionView> Versions { get; init; }
    public DecisionView? Decision { get; init; }
    public required IReadOnlyList<EventView> Timeline { get; init; }
}

/// <summary>A version as the platform sent it, and how it differs from the one before.</summary>
sealed record ApplicationVersionView(long Version, string ReceivedAt, IReadOnlyList<DifferenceView> Differences);

/// <summary>The decision, and how far its upload is.</summary>
sealed record DecisionView(string? AAE540, string? AAZ341, string? DecidedAt, WaitView? Upload);

/// <summary>How far an upload is: why it waits and until when.</summary>
public sealed record WaitView(string State, string Why, string? DueAt, string? WaitsFor);

sealed record EventView
{
    public required long Seq { get; init; }
    public required string At { get; init; }
    /// <summary>downloaded, changed, decided, sent, accepted, refused, corrected, discarded, replayed or released.</summary>
    public required string Type { get; init; }
    public required string Kind { get; init; }
    public string? ADC201 { get; init; }
    public required string AAB301 { get; init; }
    public string? AAZ341 { get; init; }
    public long Version { get; init; }
    public string? Code { get; init; }
    public string? Field { get; init; }
    public string? Message { get; init; }

    public static EventView Of(EventRow row) => new()
    {
        Seq = row.Seq,
        At = row.At,
        Type = row.Type,
        Kind = row.Kind,
        ADC201 = row.ADC201,
        AAB301 = row.AAB301,
        AAZ341 = row.AAZ341,
        Version = row.Version,
        Code = row.Code,
        Field = row.Field,
        Message = row.Message,
    };
}
