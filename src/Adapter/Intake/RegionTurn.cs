using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>What is done when a region's turn has come, and whether it has.</summary>
sealed class RegionTurn(Downloader downloader, Repair repair, RepairBook book, Database database, DownloadSchedule schedule)
{
    /// <summary>The download of the hour; the repair too when its time has passed and it could not be done then.</summary>
    public async Task Download(string region, CancellationToken stop)
    {
        var run = await downloader.Run(region, stop: stop);
        if (run.State != "failed") await Repair(region, stop);
    }

    public async Task Repair(string region, CancellationToken stop)
    {
        if (IsRepairDue(region)) await repair.Run(region, stop);
    }

    /// <summary>Whether an hour was missed, or ended by a stop.</summary>
    public bool IsDue(string region) => database.Read(session => book.Downloads.Last(session, region)) is not { } last
        || last.Code == RunBook.Interrupted || schedule.IsDue(Stamp.Parse(last.StartedAt));

    public bool IsRepairDue(string region) => database.Read(session =>
        book.Hours.LastRepair(session, region) ?? book.Hours.First(session, region)) is { } last && schedule.IsRepairDue(Stamp.Parse(last.StartedAt));

    /// <summary>No run tells of an hour in which the platform was closed.</summary>
    public Task NoteClosed(string region, DateTimeOffset now) =>
        book.Writer.Write(session => book.Hours.NoteClosed(session, region, Stamp.Of(ChinaHour.Of(now))));
}
