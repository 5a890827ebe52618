using Adapter.Contracts;

namespace Adapter.Intake;

/// <summary>One record of a page, read and judged by itself; what the store knows comes later.</summary>
sealed record Arrival
{
    public required int RowNo { get; init; }
    public required byte[] Raw { get; init; }
    public required Message Message { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required string Digest { get; init; }
    /// <summary>Hash of the person; null when none is named.</summary>
    public string? Person { get; init; }
    public required DateOnly Deadline { get; init; }
    /// <summary>A later record of the same page has the same ADC201.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>Null when it cannot be kept under a number of its own.</summary>
    public string? ADC201 => Message.IsEmpty("ADC201") || Message["ADC201"]!.Any(char.IsControl) ? null : Message["ADC201"];
}
