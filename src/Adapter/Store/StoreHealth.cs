using System.Collections.Concurrent;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// Whether the database is as it was written, as far as it was looked at. While a file with what was found lies in the
/// data directory nothing is sent and nothing downloaded: through restarts, until a check finds all in order.
/// </summary>
sealed class StoreHealth(AdapterSettings settings)
{
    /// <summary>Where even that file could not be written.</summary>
    static readonly ConcurrentDictionary<string, bool> Unwritten = new(StringComparer.Ordinal);

    readonly string file = Path.GetFullPath(Path.Combine(settings.DataDirectory, "store.damaged"));

    public bool IsIntact => !File.Exists(file) && !Unwritten.ContainsKey(file);

    /// <summary>What was found, a line each.</summary>
    public IReadOnlyList<string> Found() => File.Exists(file) ? File.ReadAllLines(file) : [];

    public void Report(IReadOnlyList<Damage> found)
    {
        try
        {
            var lines = Found().Concat(found.Select(damage => damage.Line)).Distinct().Take(1000).ToList();
            // Whole or not there: who sees the file reads what was found.
            File.WriteAllLines(file + ".new", lines);
            File.Move(file + ".new", file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Unwritten[file] = true;
        }
    }

    /// <summary>A check has found all in order.</summary>
    public void Clear()
    {
        File.Delete(file);
        Unwritten.TryRemove(file, out _);
    }
}
