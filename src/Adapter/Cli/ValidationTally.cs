using Adapter.Contracts;

namespace Adapter.Cli;

/// <summary>How many records there were, how many of them are invalid, and how often each rule was found.</summary>
sealed class ValidationTally
{
    readonly Dictionary<(string Rule, string Severity), long> counts = [];

    public long Records { get; private set; }
    public long Invalid { get; private set; }
    public IReadOnlyDictionary<(string Rule, string Severity), long> Counts => counts;

    public void Add(IReadOnlyList<Finding> findings)
    {
        Records++;
        var isInvalid = false;
        for (var i = 0; i < findings.Count; i++)
        {
            Add((findings[i].Rule, findings[i].Severity), 1);
            isInvalid |= findings[i].IsError;
        }
        if (isInvalid) Invalid++;
    }

    public void Take(ValidationTally other)
    {
        foreach (var (rule, count) in other.counts) Add(rule, count);
        (Records, Invalid) = (Records + other.Records, Invalid + other.Invalid);
        other.counts.Clear();
        (other.Records, other.Invalid) = (0, 0);
    }

    void Add((string Rule, string Severity) rule, long count) => counts[rule] = counts.GetValueOrDefault(rule) + count;
}
