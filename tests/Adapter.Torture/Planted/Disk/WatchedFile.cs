using System.Runtime.InteropServices;

namespace Adapter;

/// <summary>Who watches an open file.</summary>
sealed class Watcher(string path, DiskWatch watch)
{
    /// <summary>0 when the act may be done.</summary>
    public int Ask(DiskAct act, long place = 0, ReadOnlySpan<byte> data = default) => watch(act, path, place, data);
}

/// <summary>An open file of ours; the system's own file stands behind it in the same memory.</summary>
unsafe struct WatchedFile
{
    const int IsMain = 0x100;
    const int MayCreate = 0x4;

    public SqliteMethods* Methods;
    nint watcher;
    int flags;
    int hasWal;

    /// <summary>The main file while a write-ahead log is in use: it is written by a checkpoint alone.</summary>
    public readonly bool IsCheckpointed => hasWal != 0 && (flags & IsMain) != 0;

    public static int Open(WatchedFile* file, SqliteVfs* system, byte* name, int flags, int* outFlags, Watcher watcher)
    {
        file->Methods = null;
        var refused = (flags & MayCreate) == 0 ? 0 : watcher.Ask(DiskAct.Open);
        if (refused != 0) return refused;
        var real = Real(file);
        var code = system->Open(system, name, real, flags, outFlags);
        if (code != 0)
        {
            if (real->Methods is not null) real->Methods->Close(real);
            return code;
        }
        file->flags = flags;
        file->hasWal = 0;
        file->watcher = GCHandle.ToIntPtr(GCHandle.Alloc(watcher));
        file->Methods = WatchedMethods.Table;
        return 0;
    }

    public static SqliteFile* Real(void* file) => (SqliteFile*)((byte*)file + sizeof(WatchedFile));

    public readonly Watcher Watcher => (Watcher)GCHandle.FromIntPtr(watcher).Target!;

    public readonly void Free() => GCHandle.FromIntPtr(watcher).Free();

    public void UsesWal(bool uses) => hasWal = uses ? 1 : 0;
}
