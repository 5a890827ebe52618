namespace Adapter.Torture.Kills;

/// <summary>The names, and how often a process has been ended at each; the next is the one that has been least.</summary>
sealed class Failpoints
{
    /// <summary>What a life comes by at its work, and how often at most it has to do so before it ends there.</summary>
    static readonly (string Name, int Most)[] All =
    [
        ("dl.before_send", 4), ("dl.after_response", 4), ("dl.raw_before_commit", 4), ("dl.raw_after_commit", 4), ("dl.row_parsed", 30),
        ("dl.inserted", 4), ("dl.watermark", 2), ("dl.before_commit", 4), ("dl.after_commit", 4),
        ("rv.preflight", 4), ("rv.between", 4), ("rv.before_commit", 4), ("rv.after_commit", 4),
        ("tx.claimed", 6), ("tx.attempt_committed", 3), ("tx.before_write", 3), ("tx.mid_body", 3), ("tx.response_received", 3),
        ("tx.before_commit", 3), ("tx.after_commit", 3), ("wr.before_commit", 20), ("ck.checkpoint", 6),
    ];

    readonly Lock gate = new();
    readonly Dictionary<string, long> hits = All.ToDictionary(point => point.Name, _ => 0L, StringComparer.Ordinal);
    readonly Dictionary<string, long> tries = All.ToDictionary(point => point.Name, _ => 0L, StringComparer.Ordinal);

    public const string MidBackup = "bk.mid_backup";

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(point => point.Name), MidBackup];

    public SortedDictionary<string, long> Hits
    {
        get { lock (gate) return new(hits, StringComparer.Ordinal); }
    }

    /// <summary>The one that is behind, and at which of its hits.</summary>
    public (string Name, int After) Next(Random random)
    {
        lock (gate)
        {
            var fewest = All.Min(point => Behind(point.Name));
            var (name, most) = All.Where(point => Behind(point.Name) == fewest).ElementAt(random.Next(All.Count(point => Behind(point.Name) == fewest)));
            tries[name]++;
            // Mostly early: a life that has to come by often ends elsewhere before.
            var share = random.NextDouble();
            return (name, 1 + (int)(share * share * most));
        }
    }

    public void Hit(string name)
    {
        lock (gate) hits[name] = hits.GetValueOrDefault(name) + 1;
    }

    // Lanes side by side take different ones; one that is missed again and again does not stop the others.
    long Behind(string name) => hits[name] + ((tries[name] - hits[name]) / 4);
}
