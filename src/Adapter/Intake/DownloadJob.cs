using Quartz;

namespace Adapter.Intake;

sealed class DownloadJob(DownloadRound round, IHostApplicationLifetime lifetime) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await round.Spread(stop.Token);
    }
}

/// <summary>At the start: what a crash left unread, then what was missed meanwhile.</summary>
sealed class DownloadStart(Downloader downloader, DownloadRound round) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    internal async Task Run(CancellationToken stop)
    {
        await downloader.Recover();
        await round.CatchUp(stop);
    }
}
