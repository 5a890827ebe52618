namespace Adapter.Store;

/// <summary>Wakes the next stage early. Losing it loses nothing: the row is there and the stage polls.</summary>
sealed class Signal
{
    readonly SemaphoreSlim set = new(0, 1);

    public void Set()
    {
        try
        {
            set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set already: one wake-up serves both.
        }
    }

    /// <summary>Returns when set or after <paramref name="atMost"/>.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken stop) => set.WaitAsync(atMost, stop);
}
