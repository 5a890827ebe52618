using System.Data.Common;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Looks at the start whether an old copy of the store was put back, and keeps its mark up while the daemon runs.</summary>
sealed partial class IncarnationWatch(IncarnationGuard guard, Database database, StoreState state, TimeProvider time, ILogger<IncarnationWatch> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await guard.Begin(isDaemon: true) is { } began) Began(began.Why, began.BaseSeq);
        foreach (var held in database.Read(Histories.Uncleared)) Held(held.BeganAt, held.Why);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>The last of the services to stop: nothing is sent any more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TryAdvance();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, stoppingToken);
                TryAdvance();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    void TryAdvance()
    {
        try
        {
            guard.Advance();
        }
        catch (StoreTrouble failure) when (failure.Trouble == Trouble.Broken)
        {
            state.Break(failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            // A mark that is behind is harmless.
            Failed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "An old copy of the store was put back ({Why}, up to event {BaseSeq})")]
    partial void Began(string why, long baseSeq);

    [LoggerMessage(LogLevel.Error, "Nothing is sent since {Since}: the store was put back ({Why}) and must be compared with the platform by adapter reconcile")]
    partial void Held(string since, string why);

    [LoggerMessage(LogLevel.Warning, "The mark of the store could not be written")]
    partial void Failed(Exception failure);
}
