namespace Adapter.Delivery;

/// <summary>What must go on while calls are under way: leases, interfaces that do not let us in, rows that have waited long.</summary>
sealed partial class DeliveryWatch(Dispatch dispatch, Probes probes, LongWaits waits, ILogger<DeliveryWatch> log) : BackgroundService
{
    const int LooksBetweenWaits = 60;

    int looks;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    internal async Task Run(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Look(stop);
                await dispatch.UntilRenewal(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
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
