using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>When a region was asked last, and when it is asked next.</summary>
sealed class DownloadPlan(DownloadSchedule schedule, Downloads downloads, AdapterSettings settings, TimeProvider time)
{
    static readonly TimeSpan Ahead = TimeSpan.FromDays(31);

    /// <summary>The newest runs of a region, the newest first.</summary>
    public IReadOnlyList<RunRow> Newest(Session session, string region, int count) => downloads.Newest(session, region, count);

    public string LastOf(string region, IEnumerable<RunRow> newestFirst) => newestFirst.FirstOrDefault(run => run.AAB301 == region) is { } run
        ? $"{Stamp.Shown(run.StartedAt)[5..]} {RunList.StateOf(run)}"
        : "还没有下载过";

    /// <summary>By the schedule, without the times when the platform is closed.</summary>
    public string NextOf(string region)
    {
        var now = time.GetUtcNow();
        if (settings.Regions.FirstOrDefault(known => known.Code == region) is not { } known || !AskedDays.IsOnLine(known, Contracts.ChinaTime.Date(now))) return "未入网";
        var offset = schedule.OffsetOf(region);
        // What begins in this second has begun.
        var next = schedule.Ticks(now - offset + TimeSpan.FromSeconds(1), now + Ahead).Select(tick => tick + offset).Where(schedule.IsOpenAt).Select(at => (DateTimeOffset?)at).FirstOrDefault();
        return next is { } at ? $"{Stamp.Shown(Stamp.Of(at))[5..]} 下次" : "近期没有安排";
    }
}
