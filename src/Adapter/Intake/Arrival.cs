using System.Security.Cryptography;
using Adapter.Contracts;

namespace Adapter.Intake;

/// <summary>One record of a page, read and judged by itself; what the store knows comes later.</summary>
sealed record Arrival
{
    // Longer than any platform's number, shorter than what PostgreSQL refuses in an index.
    const int LongestNumber = 200;

    public required int RowNo { get; init; }
    public required byte[] Raw { get; init; }
    public required Message Message { get; init; }
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required string Digest { get; init; }
    /// <summary>Hash of the person; null when none is named.</summary>
    public string? Person { get; init; }
    public required DateOnly Deadline { get; init; }
    /// <summary>Why it could not be processed; null when it could.</summary>
    public string? Failure { get; init; }

    /// <summary>Why it cannot be kept under a number of its own; null when it can.</summary>
    public string? Unreadable => Failure is not null ? Failure
        : Message.IsEmpty("ADC201") || Message["ADC201"]!.Any(char.IsControl) ? "no-number"
        : Message["ADC201"]!.Length > LongestNumber ? "long-number" : null;

    public string? ADC201 => Unreadable is null ? Message["ADC201"] : null;

    public string RawDigest => Convert.ToHexStringLower(SHA256.HashData(Raw));
}
