using System.Diagnostics.Metrics;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Keeps the reserve beside the database, and tells whether it can be written.</summary>
sealed class StoreWatch(IMeterFactory meters, StoreState state, Writer writer, Ballast ballast, ILogger<StoreWatch> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge("adapter.store.writable", () => state.IsWritable ? 1 : 0, "1", "0 while the store cannot be written: nothing is taken or sent.");
        meter.CreateObservableCounter("adapter.store.commits", () => writer.Commits, "{commit}", "Commits, each of all the work that had arrived together.");
        if (!ballast.Make()) log.LogWarning("The disk of the database has no room for a reserve: {File} is not there", ballast.File);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
