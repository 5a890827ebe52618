using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>How a replay goes on: so many first, and when it stops by itself.</summary>
/// <param name="Canary">So many go first; 0 = all at once.</param>
/// <param name="LimitPercent">With a limit ten and a hundred times as many follow before the rest, as long as no larger share fails.</param>
public sealed record ReplayPace(long Canary = 0, long LimitPercent = JobRow.NoLimit);

/// <summary>Sends again what a person asks for: chosen at once, released by <see cref="JobLoop"/> as a job of the store.</summary>
sealed class Replays(Database database, Outbox outbox, UploadList uploads, JobRuns runs)
{
    /// <summary>The newest version of each key; one that a person stopped too.</summary>
    /// <param name="keys">A null was no key.</param>
    public ReplayChoice Choose(IReadOnlyList<UploadKey?> keys) => database.Read(session => ReplayChoice.Of(keys.Distinct()
        .Select(key => key is null ? null : outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341))
        .Select(row => new UploadMark { Id = row?.Id ?? 0, State = row?.State ?? ReplayChoice.NotFound }), takesStopped: true));

    /// <summary>The newest versions that a filter finds; what a person stopped only when the filter asks for just that.</summary>
    public ReplayChoice Choose(UploadFilter filter) => database.Read(session => ReplayChoice.Of(uploads.Newest(session, filter), filter.State == UploadState.Discarded));

    /// <summary>The newest versions of these, which a filter has found.</summary>
    public ReplayChoice Choose(IReadOnlyList<UploadRow> found, UploadFilter filter) => database.Read(session => ReplayChoice.Of(
        found.Where(row => outbox.Latest(session, row.Kind, row.AAB301, row.AAZ341)!.Id == row.Id)
            .Select(row => new UploadMark { Id = row.Id, State = row.State }),
        filter.State == UploadState.Discarded));

    public Task<JobRow> Begin(Actor by, ReplayChoice choice, long canary, string reason) => Begin(by, choice, new ReplayPace(canary), reason);

    public Task<JobRow> Begin(Actor by, ReplayChoice choice, ReplayPace pace, string reason) => runs.Begin(by, new()
    {
        Type = JobType.Replay,
        Reason = reason,
        Canary = pace.Canary,
        Message = choice.LeftOut,
        LimitPercent = pace.LimitPercent,
    }, choice.Uploads);
}
