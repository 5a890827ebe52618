using System.Collections.Concurrent;

namespace Adapter.Intake;

/// <summary>Every region once, each on its own: what goes wrong in one never stops another.</summary>
sealed partial class DownloadRound(RegionTurn turn, AskedDays days, DownloadSchedule schedule, TimeProvider time, ILogger<DownloadRound> log)
{
    const int Parallel = 8;

    readonly ConcurrentDictionary<string, bool> running = new(StringComparer.Ordinal);

    /// <summary>All regions, each at its own second.</summary>
    public Task Spread(CancellationToken stop) => All(_ => true, turn.Download, schedule.OffsetOf, stop);

    /// <summary>The last ten days again of all regions.</summary>
    public Task Repair(CancellationToken stop) => All(_ => true, turn.Repair, schedule.OffsetOf, stop);

    /// <summary>The regions that missed something while the program was not running, now.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        await All(turn.IsDue, turn.Download, _ => TimeSpan.Zero, stop);
        await All(turn.IsRepairDue, turn.Repair, _ => TimeSpan.Zero, stop);
    }

    async Task All(Func<string, bool> chosen, Func<string, CancellationToken, Task> work, Func<string, TimeSpan> offset, CancellationToken stop)
    {
        using var slots = new SemaphoreSlim(Parallel);
        await Task.WhenAll(schedule.Regions.Where(days.IsServed).Where(chosen).Select(region => One(region, work, offset(region), slots, stop)));
    }

    async Task One(string region, Func<string, CancellationToken, Task> work, TimeSpan offset, SemaphoreSlim slots, CancellationToken stop)
    {
        // Its last hour is not over: this one's records come with the next.
        if (!running.TryAdd(region, true)) return;
        try
        {
            await Task.Delay(offset, time, stop);
            await slots.WaitAsync(stop);
            try
            {
                if (!schedule.CanKeep) Damaged(region);
                else if (schedule.IsOpen) await work(region, stop);
                else await LeaveOut(region);
            }
            finally
            {
                slots.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Stopped(region);
        }
        catch (Exception failure)
        {
            Failed(failure, region);
        }
        finally
        {
            running.TryRemove(region, out _);
        }
    }

    async Task LeaveOut(string region)
    {
        Closed(region);
        await turn.NoteClosed(region, time.GetUtcNow());
    }

    [LoggerMessage(LogLevel.Warning, "Download of {AAB301} left out: the store is damaged")]
    partial void Damaged(string AAB301);

    [LoggerMessage(LogLevel.Information, "Download of {AAB301} left out: the platform is closed")]
    partial void Closed(string AAB301);

    [LoggerMessage(LogLevel.Information, "Download of {AAB301} stopped; it goes on at the next start")]
    partial void Stopped(string AAB301);

    [LoggerMessage(LogLevel.Error, "Download of {AAB301} failed")]
    partial void Failed(Exception failure, string AAB301);
}
