using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Quartz;

namespace Adapter.Intake;

/// <summary>When each region is asked: by the cron, at a second of its own, never while the platform is closed.</summary>
sealed class DownloadSchedule(AdapterSettings settings, OpeningHours hours, Profile profile, TimeProvider time)
{
    readonly StoreHealth store = new(settings);
    readonly CronExpression downloads = new(settings.Download.Cron, ChinaTime.Zone);
    readonly CronExpression repairs = new(settings.Download.RepairCron, ChinaTime.Zone);

    public IReadOnlyList<string> Regions { get; } = [.. settings.Regions.Select(region => region.Code)];

    /// <summary>False while the store is damaged: what cannot be kept is not fetched.</summary>
    public bool CanKeep => store.IsIntact;

    public bool IsOpen => IsOpenAt(time.GetUtcNow());

    public bool IsOpenAt(DateTimeOffset instant) => hours.IsOpen(profile.InterfaceOf("download").Code, instant);

    /// <summary>How long after the cron's second this region is asked: all are spread evenly over the jitter.</summary>
    public TimeSpan OffsetOf(string region) =>
        settings.Download.Jitter * ((double)Regions.Index().First(known => known.Item == region).Index / Regions.Count);

    /// <summary>Whether a download should have been since the last one.</summary>
    public bool IsDue(DateTimeOffset? last) => last is null || IsOver(downloads, last.Value);

    /// <summary>Whether a repair should have been since the last one; before the first, since the region was first asked.</summary>
    public bool IsRepairDue(DateTimeOffset? last) => last is not null && IsOver(repairs, last.Value);

    /// <summary>When downloads begin between two instants, the first included.</summary>
    public IEnumerable<DateTimeOffset> Ticks(DateTimeOffset from, DateTimeOffset until)
    {
        var tick = downloads.GetNextValidTimeAfter(from.AddSeconds(-1));
        for (; tick < until; tick = downloads.GetNextValidTimeAfter(tick.Value)) yield return tick.Value;
    }

    // What lies in the future was written by a clock ahead of its time: nobody knows when it was.
    bool IsOver(CronExpression cron, DateTimeOffset last) => last > time.GetUtcNow() || cron.GetNextValidTimeAfter(last) <= time.GetUtcNow();
}
