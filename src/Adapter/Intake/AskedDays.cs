using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Intake;

/// <summary>Which days are asked for, and from when until when a region is on line.</summary>
sealed class AskedDays(AdapterSettings settings, Profile profile, TimeProvider time)
{
    /// <summary>How long a question that nobody answered is asked again: as far as the repair looks back.</summary>
    public static readonly TimeSpan MostAsked = TimeSpan.FromDays(RepairDays);

    // Where nobody said since when the region is on-line: longer than an application stays open.
    const int FirstDays = 90;
    const int RepairDays = 10;

    public int PageSize => settings.Download.PageSize;

    /// <summary>How the platform writes what of a window is asked.</summary>
    public string ScopeOf(RunRow run) => run.Scope == RunScope.All ? profile.Values.ScopeAll : profile.Values.ScopePending;

    DateOnly Today => ChinaTime.Date(time.GetUtcNow());

    /// <summary>From the watermark less the overlap until today; the first time from the day the region went on-line.</summary>
    public Window Next(string region, DateOnly? watermark)
    {
        // A watermark in the future was set by a clock ahead of its time.
        var from = watermark is { } day ? Earlier(day, Today).AddDays(-settings.Download.OverlapDays) : Earlier(First(region), Today);
        return Bounded(region, from);
    }

    /// <summary>How far a region is downloaded without a gap, by what was downloaded; null when not from its first day.</summary>
    public DateOnly? ReachedBy(string region, IEnumerable<DownloadedDays> downloaded)
    {
        DateOnly? reached = null;
        foreach (var days in downloaded)
        {
            var to = Stamp.ParseDay(days.DayTo);
            if (Stamp.ParseDay(days.DayFrom) <= (reached ?? First(region)) && !(to < reached)) reached = to;
        }
        return reached;
    }

    /// <summary>The last ten days, whatever was downloaded.</summary>
    public Errand Repair(string region)
    {
        var from = Today.AddDays(-RepairDays);
        return new(Bounded(region, Of(region)?.From is { } first && first > from ? Earlier(first, Today) : from))
        {
            Purpose = RunPurpose.Repair,
            Scope = settings.Ministry.Capabilities.Contains("ReRead") ? RunScope.All : RunScope.Pending,
            Roll = new(),
        };
    }

    /// <summary>Whether the region is downloaded by itself today.</summary>
    public bool IsServed(string region) => Of(region) is { } known && IsOnLine(known, Today);

    public static bool IsOnLine(RegionSettings region, DateOnly day) => !(day < region.From) && !(day > region.Until);

    Window Bounded(string region, DateOnly from)
    {
        var to = Of(region)?.Until is { } until ? Earlier(until, Today) : Today;
        return new(Earlier(from, to), to);
    }

    DateOnly First(string region) => Of(region)?.From ?? Today.AddDays(-FirstDays);

    RegionSettings? Of(string region) => settings.Regions.FirstOrDefault(known => known.Code == region);

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
