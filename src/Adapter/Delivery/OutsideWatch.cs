using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>What changes from outside: a person's wish in the store that an interface be asked at once, a clock that was set.</summary>
sealed partial class OutsideWatch(Database database, Resumption resumption, Resuming resuming, ClockClamp clamp, ILogger<OutsideWatch> log) : BackgroundService
{
    IReadOnlyDictionary<string, long>? seen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    internal async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Look(stop);
            await clamp.UntilLook(stop);
        }
    }

    async Task Look(CancellationToken stop)
    {
        try
        {
            await clamp.Look();
            var asked = database.Read(resumption.Asked);
            // What was wished before the start: all is tried then anyway.
            var wishes = asked.Where(entry => seen is not null && seen.GetValueOrDefault(entry.Key) < entry.Value).Select(entry => entry.Key).ToList();
            seen = asked;
            foreach (var code in wishes) await resuming.Resume(code == "" ? null : code, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking for a wish to resume and for a clock that was set failed; it is tried again")]
    partial void Failed(Exception failure);
}
