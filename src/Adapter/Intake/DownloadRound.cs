using System.Collections.Concurrent;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Every region once, each on its own: what goes wrong in one never stops another.</summary>
sealed partial class DownloadRound(Downloader downloader, RunBook book, DownloadSchedule schedule, TimeProvider time, ILogger<DownloadRound> log)
{
    const int Parallel = 8;

    readonly ConcurrentDictionary<string, bool> running = new(StringComparer.Ordinal);

    /// <summary>All regions, each at its own second.</summary>
    public Task Spread(CancellationToken stop) => All(schedule.Regions, schedule.OffsetOf, stop);

    /// <summary>The regions that missed a download while the program was not running, now.</summary>
    public Task CatchUp(CancellationToken stop) => All(
        [.. schedule.Regions.Where(region => schedule.IsDue(book.Last(region) is { } run ? Stamp.Parse(run.StartedAt) : null))],
        _ => TimeSpan.Zero, stop);

    async Task All(IReadOnlyList<string> regions, Func<string, TimeSpan> offset, CancellationToken stop)
    {
        using var slots = new SemaphoreSlim(Parallel);
        await Task.WhenAll(regions.Select(region => One(region, offset(region), slots, stop)));
    }

    async Task One(string region, TimeSpan offset, SemaphoreSlim slots, CancellationToken stop)
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
                else if (schedule.IsOpen) await downloader.Run(region, stop: stop);
                else Closed(region);
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

    [LoggerMessage(LogLevel.Warning, "Download of {AAB301} left out: the store is damaged")]
    partial void Damaged(string AAB301);

    [LoggerMessage(LogLevel.Information, "Download of {AAB301} left out: the platform is closed")]
    partial void Closed(string AAB301);

    [LoggerMessage(LogLevel.Information, "Download of {AAB301} stopped; it goes on at the next start")]
    partial void Stopped(string AAB301);

    [LoggerMessage(LogLevel.Error, "Download of {AAB301} failed")]
    partial void Failed(Exception failure, string AAB301);
}
