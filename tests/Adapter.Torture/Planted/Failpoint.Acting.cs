using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Adapter;

/// <summary>
/// What happens at a failpoint. FP_NAME names it, FP_AFTER says at which hit (1 = the first), FP_ACT what: kill (SIGKILL to
/// ourselves, the default), late (the same after a moment in which others may say too much), stop (SIGSTOP), throw, or a
/// number of milliseconds to sleep. FP_HITS names a file to which every name that is hit is added once,
/// and what was under way meanwhile.
/// </summary>
static partial class Failpoint
{
    static readonly string? Chosen = Environment.GetEnvironmentVariable("FP_NAME");
    static readonly string Action = Environment.GetEnvironmentVariable("FP_ACT") ?? "kill";
    static readonly string? HitsFile = Environment.GetEnvironmentVariable("FP_HITS");
    static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);
    static readonly ManualResetEventSlim Never = new();
    static int underWay;
    static long left = long.Parse(Environment.GetEnvironmentVariable("FP_AFTER") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>Told of every hit: a simulation in this process decides by it.</summary>
    internal static Action<string>? OnHit { get; set; }

    static partial void Act(string name)
    {
        OnHit?.Invoke(name);
        if (HitsFile is not null) Note(name);
        if (name != Chosen || Interlocked.Decrement(ref left) != 0) return;
        switch (Action)
        {
            case "kill":
                Signal("KILL");
                break;
            case "late":
                Never.Wait(50);
                Signal("KILL");
                break;
            case "stop":
                Signal("STOP");
                break;
            case "throw":
                throw new IOException($"failpoint {name}");
            default:
                Never.Wait(int.Parse(Action, CultureInfo.InvariantCulture));
                break;
        }
    }

    static void Note(string name)
    {
        if (name == "tx.before_write") Interlocked.Increment(ref underWay);
        if (name == "tx.response_received") Interlocked.Decrement(ref underWay);
        Write(name);
        if (name == "ck.checkpoint" && Volatile.Read(ref underWay) > 0) Write("checkpoint during send");
    }

    static void Write(string line)
    {
        if (!Seen.TryAdd(line, true)) return;
        lock (Seen) File.AppendAllText(HitsFile!, $"{line}\n");
    }

    static void Signal(string signal)
    {
        if (signal == "KILL") Process.GetCurrentProcess().Kill();
        else Process.Start("kill", [$"-{signal}", $"{Environment.ProcessId}"]).WaitForExit();
        // No step further, however long the signal takes.
        if (signal == "KILL") Never.Wait();
    }
}
