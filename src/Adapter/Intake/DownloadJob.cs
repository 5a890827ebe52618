using Adapter.Settings;
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

/// <summary>At the start: what a crash left unread, then what was missed meanwhile.</summary>
sealed partial class DownloadStart(Recovery recovery, DownloadRound round, QuietWatch watch, AdapterSettings settings, ILogger<DownloadStart> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    internal async Task Run(CancellationToken stop)
    {
        if (!settings.Ministry.Capabilities.Contains("ReRead")) ProvesLess();
        await recovery.Recover();
        await round.CatchUp(stop);
        watch.Look();
    }

    [LoggerMessage(LogLevel.Information, "Ministry:Capabilities has no ReRead: the daily repair asks only for what nobody has read, and cannot find what was read and lost")]
    partial void ProvesLess();
}
