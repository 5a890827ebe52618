namespace Adapter.Torture;

/// <summary>What one layer of the torture did and found; the whole report is a list of these as JSON.</summary>
sealed record Result
{
    public required string Layer { get; init; }
    public required ulong Seed { get; init; }
    /// <summary>Crashes, images or kills.</summary>
    public required long Done { get; init; }
    public double Seconds { get; init; }
    /// <summary>Figures by name: lost, applied twice, needless resends, ready after a kill in ms.</summary>
    public SortedDictionary<string, double> Figures { get; init; } = [];
    /// <summary>Failpoint -> how often something was ended there.</summary>
    public SortedDictionary<string, long> Hits { get; init; } = [];
    /// <summary>Coverage mark -> how often it was seen; one that stays 0 makes the run void.</summary>
    public SortedDictionary<string, long> Marks { get; init; } = [];
    /// <summary>What broke a promise, one line each, with keys that are made up; empty = nothing did.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];
    /// <summary>Of a planted bug: the promise that gave it away.</summary>
    public string? Found { get; init; }
    /// <summary>The command that runs exactly this again.</summary>
    public required string Replay { get; init; }
}
