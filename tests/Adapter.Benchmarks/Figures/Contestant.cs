namespace Adapter.Benchmarks.Figures;

/// <summary>One side of a comparison.</summary>
/// <param name="Name">fluent-validation</param>
/// <param name="Round">Does one round of its work, half a second or more, and says how many units it did: records, rows, calls.</param>
sealed record Contestant(string Name, Func<Task<long>> Round)
{
    public static Contestant Of(string name, Func<long> round) => new(name, () => Task.FromResult(round()));
}
