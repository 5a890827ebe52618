using Adapter.Store;
using Quartz;

namespace Adapter.Hosting;

/// <summary>The whole store, slowly, beside all other work: soon after the start and each night.</summary>
[DisallowConcurrentExecution]
sealed partial class StoreCheckJob(FullCheck check, StoreHealth health, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StoreCheckJob> log) : IJob
{
    public static readonly JobKey Key = new("store-check");

    static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(45);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await Look(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program stops; the next start looks again.
        }
    }

    public async Task Look(CancellationToken stop)
    {
        var since = time.GetTimestamp();
        var pace = new Pace(time, Work, Rest, stop);
        var found = await Task.Factory.StartNew(() => check.Run(pace), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (found.Count == 0)
        {
            InOrder(time.GetElapsedTime(since).TotalSeconds);
            return;
        }
        health.Report(found);
        foreach (var damage in found) Damaged(damage.Line);
    }

    [LoggerMessage(LogLevel.Information, "The whole store was compared with its seals in {Seconds:0} s: in order")]
    partial void InOrder(double seconds);

    [LoggerMessage(LogLevel.Error, "The store is damaged: {Damage}. Nothing is sent or downloaded until adapter doctor --store finds it in order")]
    partial void Damaged(string damage);
}

/// <summary>The first look, once the start is well over.</summary>
sealed class StoreCheckStart(ISchedulerFactory schedulers, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, time, stoppingToken);
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await scheduler.TriggerJob(StoreCheckJob.Key, stoppingToken);
    }
}
