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

    /// <summary>Not before so long from now, and by what right of a person's it waits.</summary>
    public UploadRow Hold(TimeSpan undo, UploadRow row) =>
        undo == TimeSpan.Zero ? row : row with { DueAt = Stamp.Of(time.GetUtcNow() + undo), Why = "刚刚审核，可以撤回" };

    /// <summary>A record that ends another may be held for a time of day.</summary>
    public UploadRow Schedule(Kind kind, UploadRow row)
    {
        if (kind.Ends is null || settings.Deregistration.Cron is "") return row;
        var next = new CronExpression(settings.Deregistration.Cron, ChinaTime.Zone).GetNextValidTimeAfter(time.GetUtcNow());
        return next is null ? row : row with { DueAt = Stamp.Of(next.Value), Why = "等待设定的每日上传时间" };
    }
}
