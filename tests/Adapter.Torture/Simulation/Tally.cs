namespace Adapter.Torture.Worlds;

/// <summary>What was seen and what went wrong, of one world or of all.</summary>
sealed class Tally
{
    public SortedDictionary<string, long> Marks { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, long> Hits { get; } = new(StringComparer.Ordinal);
    public List<string> Failures { get; } = [];

    public void Mark(string mark, long times = 1) => Marks[mark] = Marks.GetValueOrDefault(mark) + times;

    public void Hit(string failpoint) => Hits[failpoint] = Hits.GetValueOrDefault(failpoint) + 1;

    public void Fail(string what) => Failures.Add(what);

    public void Add(Tally other)
    {
        foreach (var (mark, times) in other.Marks) Mark(mark, times);
        foreach (var (name, times) in other.Hits) Hits[name] = Hits.GetValueOrDefault(name) + times;
        Failures.AddRange(other.Failures);
    }
}
