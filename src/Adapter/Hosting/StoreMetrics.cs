using System.Diagnostics.Metrics;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>What is held and how far it is, counted when the metrics are read.</summary>
sealed class StoreMetrics(IMeterFactory meters, Database database, UploadList uploads, ReviewQueue queue, Reach reach) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge("adapter.uploads", () => database.Read(uploads.OpenCounts)
            .Select(count => new Measurement<long>(count.Value, KeyValuePair.Create("state", (object?)count.Key))), "{upload}", "Uploads that are not settled, and failed ones.");
        meter.CreateObservableGauge("adapter.applications.pending", () => Applications(count => count.Pending), "{application}", "Applications without a decision.");
        meter.CreateObservableGauge("adapter.applications.flagged", () => Applications(count => count.Flagged), "{application}", "Of them those with errors.");
        meter.CreateObservableGauge("adapter.applications.uncollected", () => Applications(count => count.Uncollected), "{application}", "Of them those that no local system has fetched.");
        meter.CreateObservableGauge("adapter.ministry.answering", () => reach.State.State is "answering" or "not-asked" ? 1 : 0, "1", "0 while the ministry does not answer or does not let us in.");
        meter.CreateObservableGauge("adapter.store.held", () => database.Read(Histories.IsHeld) ? 1 : 0, "1", "1 while nothing is sent because an old copy of the store was put back and not yet compared with the platform.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    IEnumerable<Measurement<long>> Applications(Func<QueueCount, long> part) => database.Read(queue.Counts)
        .Select(count => new Measurement<long>(part(count), KeyValuePair.Create("region", (object?)count.AAB301)));
}
