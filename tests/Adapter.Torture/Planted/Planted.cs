namespace Adapter;

/// <summary>The bug that this run has, if any: the texts of bugs/*.bug stand behind these switches.</summary>
static class Planted
{
    /// <summary>Chosen by FP_BUG; a simulation in one process sets it itself.</summary>
    public static string? Bug { get; set; } = Environment.GetEnvironmentVariable("FP_BUG") is { Length: > 0 } name ? name : null;

    /// <summary>After how many pages the write-ahead log is carried over; null = as the product does.</summary>
    public static int? Checkpoint { get; set; } = int.TryParse(Environment.GetEnvironmentVariable("FP_CHECKPOINT"), out var pages) ? pages : null;

    public static bool Is(string bug) => Bug == bug;
}
