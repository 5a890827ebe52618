using Adapter.Intake;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What is wrong now, for whoever is on duty: what health, readiness and metrics tell programs, and what waits for a person.</summary>
sealed class Notices(Database database, NoticeSources sources, TimeProvider time)
{
    /// <summary>A question that has just been asked has no answer yet.</summary>
    static readonly TimeSpan UsualWait = TimeSpan.FromHours(1);

    /// <param name="regions">That may be seen; null = all.</param>
    /// <param name="facts">Of the same regions.</param>
    public IReadOnlyList<NoticeGroup> Of(IReadOnlyList<string>? regions, DutyFacts facts) => database.Read(session =>
    {
        var now = time.GetUtcNow();
        var silences = sources.Silences.Current(session, Stamp.Of(now)).ToLookup(row => (row.Subject, row.AAB301, row.Cause));
        return Everywhere(session).Concat(InRegions(session, regions, facts, Stamp.Of(now - UsualWait)))
            .Select(notice => (Notice: notice, Silence: silences[(notice.Subject, notice.AAB301, notice.Cause)].LastOrDefault()))
            .GroupBy(one => (one.Notice.Subject, one.Notice.Cause, one.Silence?.SilencedBy, one.Silence?.Until, one.Silence?.Reason))
            .Select(group => new NoticeGroup(group.Key.Subject, group.Key.Cause, [.. group.Select(one => one.Notice)], [.. group.Select(one => one.Silence).OfType<SilenceRow>()]))
            .ToList();
    });

    IEnumerable<Notice> Everywhere(Session session)
    {
        var (ministry, store) = (sources.Reach.State, sources.State.Now);
        if (ministry.State is not ("answering" or "not-asked")) yield return new(Notice.Ministry, "", ministry.State, 0, ministry.Since is { } since ? Stamp.Of(since) : null);
        if (store.Trouble != Trouble.None) yield return new(Notice.Store, "", StoreTrouble.CodeOf(store.Trouble)["store.".Length..]);
        if (!sources.Health.IsIntact) yield return new(Notice.Store, "", Notice.Damaged);
        if (Histories.Uncleared(session) is [var held, ..]) yield return new(Notice.Held, "", "restored", 0, held.BeganAt);
    }

    IEnumerable<Notice> InRegions(Session session, IReadOnlyList<string>? regions, DutyFacts facts, string longAgo)
    {
        foreach (var missed in facts.Missed) yield return new(Notice.Hours, missed.AAB301, missed.Cause, missed.Hours);
        foreach (var quiet in sources.Quiet.Now(session).Where(one => regions?.Contains(one.AAB301) != false)) yield return new(Notice.Quiet, quiet.AAB301, "quiet", 0, Stamp.Day(quiet.LastDay));
        foreach (var stuck in sources.Situation.Stuck(session, regions))
            if (stuck.State == UploadState.Failed) yield return new(Notice.Failed, stuck.AAB301, stuck.Class ?? "", stuck.Number, stuck.Oldest);
            else if (string.CompareOrdinal(stuck.Oldest, longAgo) < 0) yield return new(Notice.Unknown, stuck.AAB301, stuck.Class ?? "", stuck.Number, stuck.Oldest);
        foreach (var due in facts.Due.Where(due => due.Overdue > 0)) yield return new(Notice.Overdue, due.AAB301, "overdue", due.Overdue);
    }
}

/// <summary>Where notices come from, and what lays them aside.</summary>
sealed record NoticeSources(Situation Situation, Silences Silences, QuietRegions Quiet, StoreHealth Health, StoreState State, Reach Reach);
