using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Asks a platform that did not let us in whether it does now; then everything flows.</summary>
sealed class Probes(Gates gates, MinistryClient ministry, Signal delivery)
{
    public async Task Run(CancellationToken stop)
    {
        if (gates.ToProbe() is not { Count: > 0 } barred) return;
        var outcome = await ministry.Probe(stop);
        foreach (var code in barred) gates.Probed(code, outcome.IsDelivered);
        delivery.Set();
    }
}
