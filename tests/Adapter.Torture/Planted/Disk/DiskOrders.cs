using System.Globalization;
using System.Runtime.CompilerServices;

namespace Adapter;

/// <summary>
/// What the environment asks of the disk of a whole process. FP_DISK=write:17:778 fails the 17th write with that SQLite code
/// (write, sync, truncate, delete, or any). FP_DISK_FULL=FILE: no file grows while FILE is there.
/// </summary>
static class DiskOrders
{
    static readonly string? Failing = Environment.GetEnvironmentVariable("FP_DISK");
    static readonly string? FullWhile = Environment.GetEnvironmentVariable("FP_DISK_FULL");
    static long acts;

    [ModuleInitializer]
    internal static void Follow()
    {
        var watched = Environment.GetEnvironmentVariable("FP_NAME") is { } || Environment.GetEnvironmentVariable("FP_HITS") is { };
        if (Failing is not null || FullWhile is not null || watched) Disk.Watch("/", Ask);
        if (watched) MigrationTrace.Start();
    }

    static int Ask(DiskAct act, string file, long place, ReadOnlySpan<byte> data)
    {
        if (FullWhile is not null && act == DiskAct.Write && File.Exists(FullWhile) && place + data.Length > new FileInfo(file).Length) return Disk.Full;
        if (Failing?.Split(':') is not [var kind, var which, var code]) return 0;
        if (kind != "any" && !act.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)) return 0;
        return Interlocked.Increment(ref acts) == long.Parse(which, CultureInfo.InvariantCulture) ? int.Parse(code, CultureInfo.InvariantCulture) : 0;
    }
}
