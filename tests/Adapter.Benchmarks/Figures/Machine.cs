using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Adapter.Benchmarks.Figures;

/// <summary>What the figures were measured on.</summary>
static class Machine
{
    public static string Description => $"{Environment.ProcessorCount} cores, {Processor}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {Sqlite}";

    static string Processor => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor";

    static string Sqlite
    {
        get
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            return connection.ServerVersion;
        }
    }
}
