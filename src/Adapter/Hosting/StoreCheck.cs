using System.Diagnostics.Metrics;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Looks at the store before anything else works on it; the program does not start on a damaged one.</summary>
sealed partial class StoreCheck(StartCheck check, StoreHealth health, AdapterSettings settings, IMeterFactory meters, ILogger<StoreCheck> log) : IHostedService
{
    /// <exception cref="StoreException">It is damaged.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(Telemetry.Name).CreateObservableGauge("adapter.store.intact", () => health.IsIntact ? 1 : 0, "1",
            "0 while something in the store is not as it was written; nothing is sent or downloaded then.");
        var found = check.Run();
        foreach (var damage in found) Damaged(damage.Line);
        if (found.Count > 0) throw Damage.Refusal(settings, found);
        if (!health.IsIntact) Stopped();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Critical, "The store is damaged: {Damage}")]
    partial void Damaged(string damage);

    [LoggerMessage(LogLevel.Error, "The store was found damaged: nothing is sent or downloaded until adapter doctor --store finds it in order")]
    partial void Stopped();
}
