using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>What became of a decision, a submission or a correction.</summary>
enum Verdict
{
    /// <summary>Written, and on its way.</summary>
    Taken,
    /// <summary>Held already with this content; nothing was written.</summary>
    Known,
    /// <summary>Findings stand in the way.</summary>
    Faulty,
    /// <summary>Something else is held already.</summary>
    Conflict,
    Missing,
    /// <summary>A member that may not be given here.</summary>
    Barred,
}

/// <summary>The answer to who handed something in.</summary>
sealed record Receipt
{
    public required Verdict Verdict { get; init; }
    /// <summary>A stable id: what stands in the way; "" when nothing does.</summary>
    public string Code { get; init; } = "";
    public string? AAB301 { get; init; }
    public string? AAZ341 { get; init; }
    /// <summary>The upload's number in the store; null when it was not found there.</summary>
    public long? Upload { get; init; }
    /// <summary>The upload's state.</summary>
    public string? State { get; init; }
    public IReadOnlyList<Finding> Findings { get; init; } = [];
    /// <summary>Names of barred members.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Of one among many: the stable id of what stands in the way; "" when it was taken.</summary>
    public string WhyNot => Verdict == Verdict.Taken ? "" : Code == "" ? "upload.changed" : Code;

    public static Receipt Of(Verdict verdict, UploadRow row, IReadOnlyList<Finding> findings) => new()
    {
        Verdict = verdict,
        AAB301 = row.AAB301,
        AAZ341 = row.AAZ341,
        Upload = row.Id,
        State = row.State,
        Findings = findings,
    };

    public static Receipt No(Verdict verdict, string code, params IReadOnlyList<Finding> findings) =>
        new() { Verdict = verdict, Code = code, Findings = findings };
}
