namespace Adapter.Torture.Worlds;

/// <summary>What could go on now. One at a time, which of them by the seed; nothing after the end.</summary>
sealed class Turns(Dice dice) : SynchronizationContext
{
    readonly List<(SendOrPostCallback Go, object? State)> ready = [];
    readonly int thread = Environment.CurrentManagedThreadId;
    volatile bool hasLeft;

    public bool IsOver { get; set; }

    public bool Any => ready.Count > 0;

    /// <summary>Something was continued on another thread: such a run cannot be repeated.</summary>
    public bool HasLeft => hasLeft;

    public override SynchronizationContext CreateCopy() => this;

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread) hasLeft = true;
        else if (!IsOver) ready.Add((d, state));
    }

    public void Begin(Func<Task> work) => Post(_ => work(), null);

    /// <summary>What is ready, for a person who looks for what never ends.</summary>
    public string Names => string.Join(", ", ready.Take(5).Select(one => $"{(one.State as Delegate)?.Target ?? one.State}"));

    public void RunOne()
    {
        var place = dice.Below(ready.Count);
        var (go, state) = ready[place];
        ready[place] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        SetSynchronizationContext(this);
        try
        {
            go(state);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }
}
