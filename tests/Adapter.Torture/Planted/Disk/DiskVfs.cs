using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adapter;

/// <summary>The default VFS of this process: the system's own, with the files that are watched going through <see cref="WatchedFile"/>.</summary>
static unsafe class DiskVfs
{
    static readonly Lock Gate = new();
    static SqliteVfs* system;
    static SqliteVfs* ours;

    /// <summary>Once; connections that are open already keep what they have.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (ours is not null) return;
            system = SqliteLibrary.FindVfs(null);
            ours = (SqliteVfs*)NativeMemory.AllocZeroed((nuint)sizeof(SqliteVfs));
            // What is not replaced does not look at the VFS that it is called with.
            *ours = *system;
            ours->Next = null;
            ours->Name = (byte*)Marshal.StringToCoTaskMemUTF8("watched");
            ours->FileSize = system->FileSize + sizeof(WatchedFile);
            ours->Open = &Open;
            ours->Delete = &Delete;
            if (SqliteLibrary.RegisterVfs(ours, 1) != 0) throw new InvalidOperationException("SQLite did not take the VFS");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(SqliteVfs* vfs, byte* name, SqliteFile* file, int flags, int* outFlags)
    {
        var path = name is null ? null : Marshal.PtrToStringUTF8((nint)name)!;
        if (path is null || Disk.WatchOf(path) is not { } watch) return system->Open(system, name, file, flags, outFlags);
        return WatchedFile.Open((WatchedFile*)file, system, name, flags, outFlags, new(path, watch));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Delete(SqliteVfs* vfs, byte* name, int syncFolder)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        var refused = Disk.WatchOf(path) is { } watch && File.Exists(path) ? watch(DiskAct.Delete, path, 0, default) : 0;
        return refused != 0 ? refused : system->Delete(system, name, syncFolder);
    }
}
