using System.Collections.Concurrent;

namespace Adapter;

enum DiskAct
{
    /// <summary>A file was opened that may have to be made.</summary>
    Open,
    Write,
    Sync,
    /// <summary>The place is the new size.</summary>
    Truncate,
    Delete,
    /// <summary>The data is the new path.</summary>
    Rename,
}

/// <summary>Told before each act on a file, in order; what is not 0 is the SQLite error code that the act fails with.</summary>
delegate int DiskWatch(DiskAct act, string file, long place, ReadOnlySpan<byte> data);

/// <summary>What SQLite, and the key files, do to the disk below the folders that somebody watches.</summary>
static class Disk
{
    public const int ReadOnly = 8;
    public const int Full = 13;
    public const int FailedWrite = 778;
    public const int FailedSync = 1034;
    public const int FailedTruncate = 1546;

    static readonly ConcurrentDictionary<string, DiskWatch> Watches = new(StringComparer.Ordinal);

    /// <summary>Files opened from now on below the folder are watched; a folder is watched by one at a time.</summary>
    public static void Watch(string folder, DiskWatch watch)
    {
        DiskVfs.Register();
        Watches[Below(folder)] = watch;
    }

    public static void Leave(string folder) => Watches.TryRemove(Below(folder), out _);

    public static DiskWatch? WatchOf(string file)
    {
        foreach (var (folder, watch) in Watches)
            if (file.StartsWith(folder, StringComparison.Ordinal)) return watch;
        return null;
    }

    static string Below(string folder) => Path.GetFullPath(folder).TrimEnd('/') + "/";
}
