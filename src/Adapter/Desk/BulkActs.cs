using Adapter.Delivery;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What an operator works on at once: the chosen ones, or all that a filter finds.</summary>
public sealed record Choice(IReadOnlyList<UploadKey> Keys, UploadFilter Filter)
{
    public bool IsAll => Keys.Count == 0;
}

/// <summary>How many were done, and why the others were not: stable id to count.</summary>
sealed record BulkTally(int Done, IReadOnlyDictionary<string, int> Refused)
{
    public string Line(string word) => string.Join("；", Refused.Select(refused => $"没有办理 {refused.Value} 条：{Api.Problems.Line(refused.Key)}").Prepend($"已{word} {Done} 条"));
}

/// <summary>The same act on many uploads, where the person may operate; rights are looked up for each act.</summary>
sealed class BulkActs(Seat seat, Database database, UploadList uploads, Replays replays, JobRuns runs)
{
    const int Part = 200;

    /// <summary>What would go again.</summary>
    public async Task<ReplayChoice> Replayable(Choice choice)
    {
        var filter = choice.Filter with { Regions = await seat.Regions(Right.Operate), After = 0 };
        if (!choice.IsAll) return replays.Choose([.. await Own(choice.Keys)]);
        // It may read many: not while the page waits.
        return await Task.Run(() => replays.Choose(filter));
    }

    public async Task<JobRow> Replay(ReplayChoice choice, ReplayPace pace, string reason) => await replays.Begin(await seat.Actor(), choice, pace, reason);

    /// <summary>Keys of the newest versions that stand in these states.</summary>
    public async Task<IReadOnlyList<UploadKey>> Keys(Choice choice, params string[] states)
    {
        if (!choice.IsAll) return [.. (await Own(choice.Keys)).OfType<UploadKey>()];
        var filter = choice.Filter with { Regions = await seat.Regions(Right.Operate), After = 0 };
        return await Task.Run(() => database.Read(session => uploads.Newest(session, filter).Where(row => states.Contains(row.State)).Select(row => row.Key).ToList()));
    }

    /// <summary>More than one person may do: ordered, and done when another has agreed.</summary>
    public async Task<bool> NeedsSecond(int count) => runs.NeedsSecond(await seat.Actor(), count);

    /// <summary>An act on many as a job: its number. What lies where the person may not operate is left out.</summary>
    public async Task<long> Order(JobRow job, IReadOnlyList<UploadKey> keys)
    {
        var (by, own) = await Mine(keys);
        return (await runs.Begin(by, job, own)).Id;
    }

    /// <summary>Who acts, and those of these where the person may.</summary>
    public async Task<(Actor By, IReadOnlyList<UploadKey> Keys)> Mine(IReadOnlyList<UploadKey> keys) => (await seat.Actor(), [.. (await Own(keys)).OfType<UploadKey>()]);

    public async Task<BulkTally> Each(IReadOnlyList<UploadKey> keys, Func<Actor, UploadKey, Task<string>> act)
    {
        var clerk = await seat.Clerk();
        var codes = new List<string>();
        foreach (var part in keys.Chunk(Part))
        {
            // Handed to the writer together: they share commits.
            codes.AddRange(await Task.WhenAll(part.Select(key => clerk.May(Right.Operate, key.AAB301) ? act(clerk.Actor, key) : Task.FromResult("right.missing"))));
        }
        return new(codes.Count(code => code == ""), codes.Where(code => code != "").CountBy(code => code).ToDictionary());
    }

    async Task<IEnumerable<UploadKey?>> Own(IReadOnlyList<UploadKey> keys)
    {
        var clerk = await seat.Clerk();
        return keys.Where(key => clerk.May(Right.Operate, key.AAB301));
    }
}
