using System.Collections.Concurrent;
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
    readonly ConcurrentQueue<Answered> answers = new();
    /// <summary>Messages that the platform has not answered.</summary>
    int sending;
    /// <summary>Those, and what was answered and is not yet kept.</summary>
    int open;

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

    /// <summary>As many messages as have room, and again, until nothing more may go.</summary>
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

    /// <summary>True when something was started. What is claimed at once is committed together, with the answers that have come.</summary>
    async Task<bool> Round(CancellationToken stop)
    {
        while (Volatile.Read(ref sending) >= settings.Delivery.Parallel) await signal.Wait(Poll, time, stop);
        var (started, passed) = (false, new HashSet<Lane>());
        while (!stop.IsCancellationRequested && Enter(passed) is { Count: > 0 } turns)
        {
            var taken = await Task.WhenAll(turns.Select(Start));
            started |= taken.Any(any => any);
            // What had nothing to send, or could not, took the place of one behind it.
            passed.UnionWith(turns.Where((_, place) => !taken[place]).Select(turn => turn.Lane));
            if (passed.Count == 0) break;
        }
        return started;
    }

    IReadOnlyList<Turn> Enter(HashSet<Lane> passed)
    {
        try
        {
            return dispatch.Enter(settings.Delivery.Parallel - Volatile.Read(ref sending), passed);
        }
        finally
        {
            // Now, so that the writer finds them beside the claims.
            Keep();
        }
    }

    void Keep()
    {
        var come = new List<Answered>();
        while (answers.TryDequeue(out var answer)) come.Add(answer);
        if (come.Count == 0) return;
        var together = dispatch.Settle(come);
        foreach (var answer in come) _ = Keep(answer, together);
    }

    async Task<bool> Start(Turn turn)
    {
        try
        {
            var taken = await dispatch.Take(turn);
            foreach (var claim in taken)
            {
                Interlocked.Increment(ref sending);
                Interlocked.Increment(ref open);
                _ = Send(turn.Lane, claim);
            }
            return taken.Count > 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The other lanes are none the worse.
            Failed(failure);
            return false;
        }
    }

    async Task Send(Lane lane, Claim claim)
    {
        try
        {
            answers.Enqueue(await dispatch.Send(lane, claim, calls.Token));
        }
        catch (Exception failure)
        {
            Lost(failure, claim);
        }
        finally
        {
            Interlocked.Decrement(ref sending);
            signal.Set();
        }
    }

    /// <summary>What cannot be kept together is kept alone: the fault of one is none of the others'.</summary>
    async Task Keep(Answered answer, Task together)
    {
        try
        {
            await together.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            if (!together.IsCompletedSuccessfully) await dispatch.Settle([answer]);
            Interlocked.Decrement(ref open);
            signal.Set();
        }
        catch (Exception failure)
        {
            Lost(failure, answer.Claim);
        }
    }

    void Lost(Exception failure, Claim claim)
    {
        dispatch.End(claim);
        NotSettled(failure, claim.Batch.MessageId);
        Interlocked.Decrement(ref open);
        signal.Set();
    }

    /// <summary>What is under way may end; what does not end in time is left open and goes again as it is.</summary>
    async Task Finish()
    {
        await using var grace = time.CreateTimer(_ => calls.Cancel(), null, Grace, Timeout.InfiniteTimeSpan);
        Keep();
        while (Volatile.Read(ref open) > 0)
        {
            await signal.Wait(Poll, time, CancellationToken.None);
            Keep();
        }
    }

    [LoggerMessage(LogLevel.Error, "Delivery failed and goes on")]
    partial void Failed(Exception failure);

    [LoggerMessage(LogLevel.Error, "{MessageId} could not be settled; it goes again as it is")]
    partial void NotSettled(Exception failure, string messageId);
}
