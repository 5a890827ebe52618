using System.Diagnostics;

namespace Adapter.Benchmarks.Uploading;

/// <summary><c>adapter import</c> as a process of its own.</summary>
static class AdapterImport
{
    /// <summary>Seconds of the whole process.</summary>
    public static async Task<double> Run(string table, IEnumerable<string> settings)
    {
        var begun = Stopwatch.GetTimestamp();
        await Published.Do(["import", "audit-result", table, "--json", .. settings]);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
