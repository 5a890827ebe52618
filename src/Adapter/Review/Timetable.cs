using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;
using Quartz;

namespace Adapter.Review;

/// <summary>When a record is to be sent.</summary>
sealed class Timetable(AdapterSettings settings, TimeProvider time)
{
    public DateOnly Today => ChinaTime.Date(time.GetUtcNow());

    public string Now => Stamp.Of(time.GetUtcNow());

    /// <summary>A record that ends another may be held for a time of day.</summary>
    public UploadRow Schedule(Kind kind, UploadRow row)
    {
        if (kind.Ends is null || settings.Deregistration.Cron is "") return row;
        var next = new CronExpression(settings.Deregistration.Cron, ChinaTime.Zone).GetNextValidTimeAfter(time.GetUtcNow());
        return next is null ? row : row with { DueAt = Stamp.Of(next.Value), Why = "等待设定的每日上传时间" };
    }
}
