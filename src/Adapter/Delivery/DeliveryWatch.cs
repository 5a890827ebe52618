using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>What must go on while calls are under way: leases, interfaces that do not let us in, rows that have waited long.</summary>
sealed partial class DeliveryWatch(Claims claims, Writer writer, Probes probes, AdapterSettings settings, ILogger<DeliveryWatch> log) : BackgroundService
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

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
            if (await writer.Write(claims.Renew) is > 0 and var lost) Recovered(lost);
            await probes.Run(stop);
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
