using Adapter.Store;
using Quartz;

namespace Adapter.Intake;

sealed class DownloadJob(DownloadRound round, QuietWatch watch, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await round.Spread(stop.Token);
        watch.Look();
    }
}

sealed class RepairJob(DownloadRound round, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await round.Repair(stop.Token);
    }
}

/// <summary>At the start: what a crash left unread, then what was missed meanwhile; again while the store would not.</summary>
sealed partial class DownloadStart(Recovery recovery, DownloadRound round, QuietWatch watch, TimeProvider time, ILogger<DownloadStart> log) : BackgroundService
{
    static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    internal async Task Run(CancellationToken stop)
    {
        while (!await Try(stop)) await Task.Delay(BetweenTries, time, stop);
    }

    async Task<bool> Try(CancellationToken stop)
    {
        try
        {
            await recovery.Recover();
            await round.CatchUp(stop);
            watch.Look();
            return true;
        }
        catch (StoreTrouble trouble)
        {
            NotYet(trouble.Code);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "What was missed before the start cannot be looked up ({Code}); it is tried again")]
    partial void NotYet(string code);
}
