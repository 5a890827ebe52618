using Adapter.Settings;

namespace Adapter.Delivery;

/// <summary>What must go on while calls are under way: leases, interfaces that do not let us in, rows that have waited long.</summary>
sealed partial class DeliveryWatch(Dispatch dispatch, Probes probes, LongWaits waits, AdapterSettings settings, ILogger<DeliveryWatch> log) : BackgroundService
{
    const int LooksBetweenWaits = 60;
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    int looks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = settings.Delivery.Lease / 3 < Longest ? settings.Delivery.Lease / 3 : Longest;
        using var timer = new PeriodicTimer(pause);
        try
        {
            do await Look(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The loop waits for what is under way.
        }
    }

    async Task Look(CancellationToken stop)
    {
        try
        {
            if (await dispatch.Renew() is > 0 and var lost) Recovered(lost);
            await probes.Run(stop);
            if (looks++ % LooksBetweenWaits == 0) waits.Look();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} batches had lost their sender: they go again as they are")]
    partial void Recovered(int count);

    [LoggerMessage(LogLevel.Error, "The watch over delivery failed and goes on")]
    partial void Failed(Exception failure);
}
