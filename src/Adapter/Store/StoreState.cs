namespace Adapter.Store;

sealed record Standing(Trouble Trouble, DateTimeOffset? Since)
{
    public static readonly Standing Writable = new(Trouble.None, null);
}

/// <summary>Whether the store can be written, or since when it cannot. Once broken it stays so.</summary>
sealed class StoreState(Ballast ballast, TimeProvider time, ILogger<StoreState>? log = null)
{
    readonly Lock gate = new();
    readonly TaskCompletionSource<Exception> broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Standing now = Standing.Writable;

    public Standing Now => now;

    public bool IsWritable => now.Trouble == Trouble.None;

    /// <summary>Ends with the cause when this process must write no more.</summary>
    public Task<Exception> Broken => broken.Task;

    /// <summary>Reads go on, nothing new is taken.</summary>
    public void Degrade(Trouble trouble, Exception cause)
    {
        if (trouble == Trouble.Full) ballast.LetGo();
        lock (gate)
        {
            if (now.Trouble == trouble || now.Trouble == Trouble.Broken) return;
            now = new(trouble, now.Since ?? time.GetUtcNow());
        }
        log?.LogError(cause, "The store cannot be written: {Trouble}. Nothing is taken or sent until it can; that is tried every second", trouble);
    }

    /// <summary>It can be written again; false while the disk has no room for the reserve that was let go.</summary>
    public bool Recover()
    {
        if (ballast.IsLent && !ballast.Make()) return false;
        var since = now.Since;
        lock (gate)
        {
            if (now.Trouble == Trouble.Broken) return false;
            now = Standing.Writable;
        }
        log?.LogWarning("The store can be written again after {Seconds} s", (long)(time.GetUtcNow() - since)!.Value.TotalSeconds);
        return true;
    }

    public void Break(Exception cause)
    {
        lock (gate)
        {
            if (now.Trouble == Trouble.Broken) return;
            now = new(Trouble.Broken, now.Since ?? time.GetUtcNow());
        }
        log?.LogCritical(cause, "The store cannot be relied on: it is not written any more and the program ends. Look at the disk and the file system; if it ends again, restore a backup");
        broken.TrySetResult(cause);
    }

    /// <summary>What a reader ran into, as it is told outside.</summary>
    public StoreTrouble Met(Exception failure)
    {
        var trouble = Troubles.Of(failure);
        if (trouble == Trouble.Broken) Break(failure);
        return failure as StoreTrouble ?? new(trouble, failure);
    }
}
