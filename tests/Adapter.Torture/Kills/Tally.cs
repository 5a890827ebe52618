using System.Diagnostics;

namespace Adapter.Torture.Kills;

/// <summary>What the lanes have done so far.</summary>
sealed class Tally(ulong seed)
{
    const int MostOfAWorld = 20;

    readonly Lock gate = new();
    readonly SortedDictionary<string, double> figures = new(Breach.Figures.ToDictionary(name => name, _ => 0d), StringComparer.Ordinal);
    readonly SortedDictionary<string, long> marks = new(StringComparer.Ordinal);
    readonly List<string> failures = [];
    readonly List<double> starts = [];
    readonly long started = Stopwatch.GetTimestamp();
    long kills;
    bool failed;

    public Failpoints Failpoints { get; } = new();
    public long Kills => Interlocked.Read(ref kills);
    public bool HasFailed => Volatile.Read(ref failed);

    /// <summary>The first failure; null when nothing failed.</summary>
    public string? First
    {
        get { lock (gate) return failures.FirstOrDefault(); }
    }

    /// <summary>How long the last starts took, in the middle.</summary>
    public TimeSpan Start
    {
        get { lock (gate) return TimeSpan.FromMilliseconds(starts.Count == 0 ? 800 : Median(starts.TakeLast(20))); }
    }

    public void Add(Life life, bool afterKill)
    {
        lock (gate)
        {
            if (life.ReadyAfter is { } ready) starts.Add(ready.TotalMilliseconds);
            if (life.Ending.Way == Way.Stop) Count("stops");
            if (life.WasHeld) Mark("SQLITE_BUSY seen");
            if (life.Ending.Pause is not null && life.ReadyAfter is not null) Count("pauses");
            if (life.Ending.IsDisputed && life.ReadyAfter is not null) Count("second daemons");
            if (!life.WasKilled) return;
            if (++kills % 20 == 0) Progress.Say($"{kills} kills, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {failures.Count} failures");
            Count(life.Ending.IsReleased ? "kills of the released binary" : "kills of the torture build");
            if (afterKill && life.ReadyAfter is null) Mark("kill during recovery");
        }
    }

    public void Add(Evidence evidence, IReadOnlyList<Breach> breaches, double drained, string replay)
    {
        lock (gate)
        {
            foreach (var breach in breaches) figures[breach.Figure]++;
            failures.AddRange(breaches.Select(breach => $"{breach.Figure}: {breach.What} [{replay}]").Take(MostOfAWorld));
            failed |= breaches.Count > 0;
            Count("worlds");
            Count("applications", evidence.Held.Applications.Count);
            Count("uploads", evidence.Held.Uploads.Count);
            Count("messages received", evidence.Journal.Count(entry => entry.Rows.Count > 0));
            Count("messages resent, all needed", NoNeedlessSends.Resends(evidence));
            Count("faulty answers", evidence.Journal.Count(entry => entry.Faults.Count > 0));
            figures["longest drain, s"] = Math.Max(figures.GetValueOrDefault("longest drain, s"), Math.Round(drained, 1));
            foreach (var (mark, count) in Marks.Of(evidence)) Mark(mark, count);
        }
    }

    /// <summary>Keeps the highest value of a figure, or the least.</summary>
    public void Note(string figure, double value, bool least = false)
    {
        value = Math.Round(value, 1);
        lock (gate) figures[figure] = !figures.TryGetValue(figure, out var known) ? value : least ? Math.Min(known, value) : Math.Max(known, value);
    }

    public void Saw(string mark)
    {
        lock (gate) Mark(mark);
    }

    public void Fail(string what)
    {
        lock (gate) failures.Add(what);
        failed = true;
    }

    public Result Result(string layer, string replay)
    {
        lock (gate)
        {
            if (starts.Count > 0) figures["ready after a start, ms, median"] = Math.Round(Median(starts));
            return new()
            {
                Layer = layer,
                Seed = seed,
                Done = kills,
                Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1),
                Figures = figures,
                Hits = Failpoints.Hits,
                Marks = marks,
                Failures = [.. failures],
                Replay = replay,
            };
        }
    }

    void Count(string name, double by = 1) => figures[name] = figures.GetValueOrDefault(name) + by;

    void Mark(string name, long by = 1) => marks[name] = marks.GetValueOrDefault(name) + by;

    static double Median(IEnumerable<double> values) => values.Order().ToList() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : 0;
}
