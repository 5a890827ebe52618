using Adapter.Review;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>How far the import of a file is.</summary>
sealed record ImportView
{
    public required string Kind { get; init; }
    /// <summary>check: what would become of each row; ready: a person has to let it begin; take.</summary>
    public required string Stage { get; init; }
    public required bool DryRun { get; init; }
    /// <summary>SHA-256 of the file.</summary>
    public required string Digest { get; init; }
    /// <summary>Handed in, or in a check what would be.</summary>
    public required long Taken { get; init; }
    /// <summary>Held already with this content; nothing changed.</summary>
    public required long Known { get; init; }
    /// <summary>Not taken: their key is held with other content.</summary>
    public required long Conflicts { get; init; }
    /// <summary>Not taken for their findings.</summary>
    public required long Faulty { get; init; }
    public required bool Paused { get; init; }
    /// <summary>On average since it began; null before.</summary>
    public double? RowsPerSecond { get; init; }
    /// <summary>At that pace; null when it does not go on.</summary>
    public long? SecondsLeft { get; init; }
    /// <summary>What the map has translated: field code, then local → ours.</summary>
    public required IReadOnlyDictionary<string, SortedDictionary<string, long>> Mapped { get; init; }
    /// <summary>By field code, how many values are neither in the map nor in the code table; by its title, how many a column has that no field takes.</summary>
    public required IReadOnlyDictionary<string, long> Unmapped { get; init; }

    public static ImportView Of(JobRow job, ImportRow import)
    {
        var counts = TranslatedCounts.Read(import.Translated);
        var seconds = (Stamp.Parse(import.At) - Stamp.Parse(job.CreatedAt)).TotalSeconds;
        double? pace = job.Released > 0 && seconds > 0 ? Math.Round(job.Released / seconds, 1) : null;
        return new()
        {
            Kind = import.Kind,
            Stage = import.Stage,
            DryRun = import.EndsAfterCheck == 1,
            Digest = import.Digest,
            Taken = import.Taken,
            Known = import.Known,
            Conflicts = import.Conflicts,
            Faulty = import.Faulty,
            Paused = job.Paused == 1,
            RowsPerSecond = pace,
            SecondsLeft = pace is { } rate && rate > 0 && job is { State: JobState.Running, Paused: 0 } ? (long)Math.Ceiling((job.Total - job.Released) / rate) : null,
            Mapped = counts.Mapped,
            Unmapped = counts.Unmapped,
        };
    }
}
