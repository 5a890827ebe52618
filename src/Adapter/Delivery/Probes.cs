using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Asks a platform that did not let us in whether it does now; then everything flows.</summary>
sealed class Probes(Gates gates, MinistryClient ministry, Signal delivery)
{
    readonly SemaphoreSlim one = new(1);

    /// <summary>Whoever comes while it is asked waits for that answer.</summary>
    public async Task Run(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            if (gates.ToProbe() is not { Count: > 0 } barred) return;
            var outcome = await ministry.Probe(stop);
            foreach (var code in barred) gates.Probed(code, outcome.IsDelivered);
            delivery.Set();
        }
        finally
        {
            one.Release();
        }
    }
}
