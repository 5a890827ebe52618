using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>
/// Sends what is due, so many batches at a time, every kind and region in turn. A commit wakes it at once; it also looks
/// by itself, as a signal may be lost.
/// </summary>
sealed partial class DeliveryLoop(Dispatch dispatch, Signal signal, AdapterSettings settings, TimeProvider time, ILogger<DeliveryLoop> log)
    : BackgroundService, IHostedLifecycleService
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    // Within the host's time to stop, with room to write down what did not end.
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(18);

    // Not disposed: a late alarm may still cancel it.
    readonly CancellationTokenSource calls = new();
    int sending;

    // Before anything else is stopped: what is slow to end must take no time from the answers on their way.
    Task IHostedLifecycleService.StoppingAsync(CancellationToken late)
    {
        _ = StopAsync(late);
        return Task.CompletedTask;
    }

    Task IHostedLifecycleService.StartingAsync(CancellationToken stop) => Task.CompletedTask;

    Task IHostedLifecycleService.StartedAsync(CancellationToken stop) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken late) => Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    /// <summary>Goes on where it is started; all its waiting is by the clock it was given.</summary>
    internal async Task Run(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Fill(stop);
                await signal.Wait(Poll, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Finish();
        }
    }

    /// <summary>One batch of every lane that has something due, and again, until nothing more may go.</summary>
    async Task Fill(CancellationToken stop)
    {
        try
        {
            while (await Round(stop)) stop.ThrowIfCancellationRequested();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(failure);
        }
    }

    /// <summary>True when something was started.</summary>
    async Task<bool> Round(CancellationToken stop)
    {
        var started = false;
        foreach (var lane in dispatch.DueLanes())
        {
            while (Volatile.Read(ref sending) >= settings.Delivery.Parallel)
            {
                await signal.Wait(Poll, time, stop);
                // What it told of may be in a lane that this round has passed.
                started = true;
            }
            Claim? claim = null;
            try
            {
                claim = await dispatch.Take(lane);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The lanes behind it are none the worse.
                Failed(failure);
            }
            if (claim is null) continue;
            started = true;
            Interlocked.Increment(ref sending);
            _ = Send(lane, claim);
        }
        return started;
    }

    async Task Send(Lane lane, Claim claim)
    {
        try
        {
            await dispatch.Send(lane, claim, calls.Token);
        }
        catch (Exception failure)
        {
            // Its lease runs out, and the batch goes again as it is.
            NotSettled(failure, claim.Batch.MessageId);
        }
        finally
        {
            Interlocked.Decrement(ref sending);
            signal.Set();
        }
    }

    /// <summary>What is under way may end; what does not end in time is left open and goes again as it is.</summary>
    async Task Finish()
    {
        await using var grace = time.CreateTimer(_ => calls.Cancel(), null, Grace, Timeout.InfiniteTimeSpan);
        while (Volatile.Read(ref sending) > 0) await signal.Wait(Poll, time, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Error, "Delivery failed and goes on")]
    partial void Failed(Exception failure);

    [LoggerMessage(LogLevel.Error, "{MessageId} could not be settled; it goes again as it is")]
    partial void NotSettled(Exception failure, string messageId);
}
