using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;
using Quartz;

namespace Adapter.Review;

/// <summary>When a record is to be sent.</summary>
sealed class Timetable(AdapterSettings settings, TimeProvider time)
{
    readonly CronExpression? daily = settings.Deregistration.Cron is "" ? null : new(settings.Deregistration.Cron, ChinaTime.Zone);

    public DateOnly Today => ChinaTime.Date(time.GetUtcNow());

    public string Now => Stamp.Of(time.GetUtcNow());

    /// <summary>Not before so long from now, and by what right of a person's it waits.</summary>
    public UploadRow Hold(TimeSpan undo, UploadRow row) =>
        undo == TimeSpan.Zero ? row : row with { DueAt = Stamp.Of(time.GetUtcNow() + undo), Why = "刚刚审核，可以撤回" };

    /// <summary>A record that ends another may be held for a time of day.</summary>
    public UploadRow Schedule(Kind kind, UploadRow row)
    {
        if (kind.Ends is null || daily?.GetNextValidTimeAfter(time.GetUtcNow()) is not { } next) return row;
        return row with { DueAt = Stamp.Of(next), Why = "等待设定的每日上传时间" };
    }
}
