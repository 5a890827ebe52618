using System.Text.Json;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>The end of the log at some time.</summary>
sealed record AuditHead(long Seq, string Mac, string At);

/// <summary>
/// Heads of the log in the second place (Receipts:Directory), a line a head: what the chain cannot see by itself is that
/// its end was cut off.
/// </summary>
sealed class AuditHeads(AdapterSettings settings)
{
    public string? File => settings.Receipts.Directory is { } folder ? Path.Combine(folder, "audit", "heads.ndjson") : null;

    /// <exception cref="IOException">The place is away, or full.</exception>
    public void Append(AuditHead head)
    {
        if (File is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        // On a line of its own, even if a crash cut the last one short.
        System.IO.File.AppendAllText(File, $"\n{JsonSerializer.Serialize(head)}\n");
    }

    /// <summary>Those of this system; none where there is no second place, or nothing in it yet.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public IReadOnlyList<AuditHead> All() => System.IO.File.Exists(File) ? Read(File) : [];

    /// <summary>What can be read of a file of heads.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<AuditHead> Read(string file) => [.. System.IO.File.ReadLines(file).Select(Parse).OfType<AuditHead>()];

    static AuditHead? Parse(string line)
    {
        try
        {
            return line == "" ? null : JsonSerializer.Deserialize<AuditHead>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
