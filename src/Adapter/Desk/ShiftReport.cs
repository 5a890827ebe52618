using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What one shift hands over to the next.</summary>
/// <param name="Ministry">Its state, as <see cref="Reach"/> has it.</param>
/// <param name="Notices">What is wrong now, what is laid aside too.</param>
/// <param name="Notes">Not yet done.</param>
/// <param name="Ended">Notes done in the last days.</param>
/// <param name="Failed">Uploads that a person must see to, by why.</param>
/// <param name="Unknown">Uploads whose answer is not known.</param>
/// <param name="Jobs">Not ended, at work or not.</param>
/// <param name="Duty">Hours missed and deadlines.</param>
sealed record ShiftFacts(
    string Ministry, IReadOnlyList<NoticeGroup> Notices, IReadOnlyList<ShiftNoteRow> Notes, IReadOnlyList<ShiftNoteRow> Ended,
    IReadOnlyList<UploadGroup> Failed, IReadOnlyList<UploadGroup> Unknown, IReadOnlyList<JobRow> Jobs, DutyFacts Duty);

sealed class ShiftReport(Database database, ShiftSources sources, Notices notices, DutyReport duty, TimeProvider time)
{
    static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <param name="regions">That may be seen; null = all.</param>
    public ShiftFacts Of(IReadOnlyList<string>? regions)
    {
        var facts = duty.Of(regions);
        var wrong = notices.Of(regions, facts);
        return database.Read(session => new ShiftFacts(
            sources.Reach.State.State,
            wrong,
            sources.Notes.Open(session, regions),
            sources.Notes.DoneSince(session, regions, Stamp.Of(time.GetUtcNow() - Lately)),
            Groups(session, regions, UploadState.Failed),
            Groups(session, regions, UploadState.Unknown),
            [.. sources.Jobs.Running(session).Where(job => regions is null || sources.Jobs.Regions(session, job.Id).All(regions.Contains))],
            facts));
    }

    IReadOnlyList<UploadGroup> Groups(Session session, IReadOnlyList<string>? regions, string state) =>
        sources.Uploads.Groups(session, new() { State = state, Regions = regions, IsNewestOnly = true });
}

/// <summary>What a shift's report is read from.</summary>
sealed record ShiftSources(ShiftNotes Notes, UploadList Uploads, Jobs Jobs, Reach Reach);
