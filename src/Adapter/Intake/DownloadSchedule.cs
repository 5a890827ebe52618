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

    public IReadOnlyList<string> Regions { get; } = [.. settings.Regions.Select(region => region.Code)];

    /// <summary>False while the store is damaged: what cannot be kept is not fetched.</summary>
    public bool CanKeep => store.IsIntact;

    public bool IsOpen => hours.IsOpen(profile.InterfaceOf("download").Code, time.GetUtcNow());

    /// <summary>How long after the cron's second this region is asked: all are spread evenly over the jitter.</summary>
    public TimeSpan OffsetOf(string region) =>
        settings.Download.Jitter * ((double)Regions.Index().First(known => known.Item == region).Index / Regions.Count);

    /// <summary>Whether a download should have been since the last one.</summary>
    public bool IsDue(DateTimeOffset? last) =>
        last is null || new CronExpression(settings.Download.Cron, ChinaTime.Zone).GetNextValidTimeAfter(last.Value) <= time.GetUtcNow();
}
