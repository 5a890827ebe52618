using System.Diagnostics;

namespace Adapter.Torture.PowerLoss;

/// <summary>Fails one act on the files of a folder; 0 = none.</summary>
sealed class FailingDisk(int n)
{
    int acts;
    int since;

    public int Acts => acts;
    /// <summary>Acts that were asked for after the one that failed.</summary>
    public int ActsSince => Volatile.Read(ref since);
    public long? FailedAt { get; private set; }
    public string What { get; private set; } = "";

    /// <summary>The code that the act fails with; 0 = it does not.</summary>
    public int Ask(DiskAct act, string file, long place, ReadOnlySpan<byte> data)
    {
        var code = act switch { DiskAct.Write => Disk.FailedWrite, DiskAct.Sync => Disk.FailedSync, DiskAct.Truncate => Disk.FailedTruncate, _ => 0 };
        if (code == 0) return 0;
        if (FailedAt is not null) Interlocked.Increment(ref since);
        if (Interlocked.Increment(ref acts) != n) return 0;
        (FailedAt, What) = (Stopwatch.GetTimestamp(), $"{act} {Path.GetFileName(file)}".ToLowerInvariant());
        return code;
    }
}
