using System.Diagnostics;

namespace Adapter.Benchmarks.Figures;

/// <summary>Contestants by turns, so that what disturbs the machine disturbs all of them. Rates are units per second, one a round.</summary>
sealed class Rounds
{
    readonly Dictionary<string, double[]> rates;

    Rounds(Dictionary<string, double[]> rates) => this.rates = rates;

    /// <summary>Every contestant once to warm up, then so many rounds, each in another order.</summary>
    public static async Task<Rounds> Of(IReadOnlyList<Contestant> contestants, int counted)
    {
        var rates = contestants.ToDictionary(contestant => contestant.Name, _ => new double[counted]);
        foreach (var contestant in contestants) await contestant.Round();
        for (var round = 0; round < counted; round++)
        {
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                var contestant = contestants[(turn + round) % contestants.Count];
                GC.Collect();
                var begun = Stopwatch.GetTimestamp();
                var worked = await contestant.Round();
                rates[contestant.Name][round] = worked.Units / (worked.Seconds > 0 ? worked.Seconds : Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }
        }
        return new(rates);
    }

    /// <summary>The middle one of a contestant's rates.</summary>
    public double Rate(string name) => Median(rates[name]);

    /// <summary>The middle one of the rounds' ratios of two contestants' rates.</summary>
    public double Ratio(string name, string baseline) => Median([.. rates[name].Zip(rates[baseline], (ours, theirs) => ours / theirs)]);

    /// <summary>Smallest and largest ratio of a round.</summary>
    public (double Least, double Most) Spread(string name, string baseline)
    {
        var ratios = rates[name].Zip(rates[baseline], (ours, theirs) => ours / theirs).ToList();
        return (ratios.Min(), ratios.Max());
    }

    static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
