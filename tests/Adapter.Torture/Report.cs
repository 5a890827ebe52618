using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Adapter.Torture;

/// <summary>The report of a whole run: one JSON, from which it can be judged and run again.</summary>
sealed record Report
{
    static readonly JsonSerializerOptions Shown = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What a run must have come by; one that has not is void. Later work adds: lease stolen, stale epoch refused.</summary>
    static readonly string[] Required =
    [
        "duplicate-same", "duplicate-different", "repair found a lost row", "SQLITE_BUSY seen", "SQLITE_FULL seen",
        "checkpoint during send", "kill during recovery", "partial batch", "quarantine", "clock clamp used",
    ];

    public required string Budget { get; init; }
    public required ulong Seed { get; init; }
    public required string Commit { get; init; }
    public required string Machine { get; init; }
    public required double Seconds { get; init; }
    /// <summary>One for every layer, control, planted bug and check.</summary>
    public int Passed => Results.Count(result => result.Failures.Count == 0) + Required.Length - Missing.Count;
    public int Failed => Results.Count - Results.Count(result => result.Failures.Count == 0) + Missing.Count;
    /// <summary>Over all layers.</summary>
    public required SortedDictionary<string, long> Marks { get; init; }
    public IReadOnlyList<string> Missing => [.. Required.Where(mark => Marks.GetValueOrDefault(mark) == 0)];
    public required IReadOnlyList<Result> Results { get; init; }
    public string Replay => $"tests/torture.sh {Budget} --seed {Seed}";

    public static Report Of(Budget budget, ulong seed, long started, IReadOnlyList<Result> results) => new()
    {
        Budget = budget.Name,
        Seed = seed,
        Commit = CommitHere(),
        Machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}",
        Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds),
        Marks = new(results.SelectMany(result => result.Marks).GroupBy(mark => mark.Key).ToDictionary(marks => marks.Key, marks => marks.Sum(mark => mark.Value)), StringComparer.Ordinal),
        Results = results,
    };

    public static string Json(object shown) => JsonSerializer.Serialize(shown, Shown);

    static string CommitHere()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Published.Root, "describe", "--always", "--dirty", "--abbrev=12"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return git.StandardOutput.ReadToEnd().Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
