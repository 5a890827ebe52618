namespace Adapter.Torture.PowerLoss;

/// <summary>Gathers the figures of this layer.</summary>
sealed class Report
{
    const int MostShown = 5;

    public SortedDictionary<string, double> Figures { get; } = [];
    public SortedDictionary<string, long> Marks { get; } = [];
    public List<string> Failures { get; } = [];

    public void Add(string what, (int Done, IReadOnlyList<string> Wrong) part)
    {
        Count(what, part.Done);
        Failures.AddRange(part.Wrong.Select(line => $"{what}: {line}"));
        Console.Error.WriteLine($"power: {part.Done} {what}, {part.Wrong.Count} wrong");
        foreach (var line in part.Wrong.Take(MostShown)) Console.Error.WriteLine($"  {line}");
    }

    public void Count(string what, long more) => Figures[what] = Figures.GetValueOrDefault(what) + more;

    public void Mark(string what, long more) => Marks[what] = Marks.GetValueOrDefault(what) + more;
}
