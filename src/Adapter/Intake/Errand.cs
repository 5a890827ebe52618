using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Days of applications, both included.</summary>
sealed record Window(DateOnly From, DateOnly To);

/// <summary>What is asked for and what for.</summary>
sealed record Errand(Window Window)
{
    public string Purpose { get; init; } = RunPurpose.Download;
    public string Scope { get; init; } = RunScope.All;
    /// <summary>Takes down what the platform lists.</summary>
    public Roll? Roll { get; init; }
}

/// <summary>What the platform listed in one run, each record once.</summary>
sealed class Roll
{
    readonly HashSet<string> numbers = new(StringComparer.Ordinal);
    readonly HashSet<string> nameless = new(StringComparer.Ordinal);

    public int Count => numbers.Count + nameless.Count;

    public void Add(Arrival arrival)
    {
        if (arrival.ADC201 is { } number) numbers.Add(number);
        else nameless.Add(arrival.RawDigest);
    }

    public bool Has(string number) => numbers.Contains(number);
}
