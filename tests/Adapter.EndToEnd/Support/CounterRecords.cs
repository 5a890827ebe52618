using Adapter.Contracts;
using Adapter.Simulator;

namespace Adapter.EndToEnd.Support;

/// <summary>Made-up records of people who came to the counter, as a local system hands them in.</summary>
sealed class CounterRecords(IReadOnlyList<string> regions, int seed = 2)
{
    readonly Applicants applicants = new(Agreement.Embedded, new() { Regions = regions, Seed = seed });
    readonly DateOnly today = ChinaTime.Date(TimeProvider.System.GetUtcNow());

    public IReadOnlyList<Message> Results(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(n => applicants.LocalResult(n, today))];

    /// <summary>Every other one ends one of these registrations, the rest are of people registered elsewhere.</summary>
    public IReadOnlyList<Message> Deregistrations(int count, IReadOnlyList<Message> registrations) => [.. Enumerable.Range(0, count)
        .Select(n => applicants.Deregistration(n, today, n % 2 == 0 && n < registrations.Count ? registrations[n] : null))];
}
