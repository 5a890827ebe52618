namespace Adapter.Benchmarks.Figures;

/// <summary>What a round did.</summary>
/// <param name="Units">Records, rows, calls.</param>
/// <param name="Seconds">So long it took, when not all of the round counts: the start of a process does not; 0 = all of it.</param>
readonly record struct Worked(long Units, double Seconds = 0);

/// <summary>One side of a comparison.</summary>
/// <param name="Name">fluent-validation</param>
/// <param name="Round">Does one round of its work, half a second or more, and says what it did.</param>
sealed record Contestant(string Name, Func<Task<Worked>> Round)
{
    public static Contestant Of(string name, Func<long> round) => new(name, () => Task.FromResult(new Worked(round())));
}
