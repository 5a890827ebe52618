using Adapter.Store;

namespace Adapter.Delivery;

/// <summary>Asks at once an interface that did not let us in, and tries what was refused or away; what the platform asked us to leave alone is left alone.</summary>
sealed class Resuming(Writer writer, Claims claims, Gates gates, Probes probes, Signal delivery)
{
    /// <param name="interfaceCode">Null = all of them.</param>
    public async Task Resume(string? interfaceCode, CancellationToken stop)
    {
        gates.Resume(interfaceCode);
        await writer.Write(session => claims.Hasten(session, interfaceCode));
        await probes.Run(stop);
        delivery.Set();
    }
}
