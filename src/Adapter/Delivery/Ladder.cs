using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Where a replay halts until what it released has an outcome: after its trial; with a limit after 1, 10 and 100 times as many.</summary>
static class Ladder
{
    /// <summary>Numbers of rows, each larger than the one before.</summary>
    public static IReadOnlyList<long> Of(JobRow job)
    {
        if (job.Canary == 0) return [];
        return IsLimited(job) ? [.. new[] { 1L, 10, 100 }.Select(times => times * job.Canary).Where(step => step <= job.Total)] : [job.Canary];
    }

    public static bool IsLimited(JobRow job) => job.LimitPercent < JobRow.NoLimit;

    /// <summary>How many may be released next, at most.</summary>
    public static long Next(JobRow job) => Of(job).Append(job.Total).First(step => step > job.Released || step == job.Total);
}
