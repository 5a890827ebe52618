using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adapter;

/// <summary>What SQLite calls on a watched file: what changes it is asked for first, the rest is passed on.</summary>
static unsafe class WatchedMethods
{
    public static SqliteMethods* Table { get; } = Make();

    static SqliteMethods* Make()
    {
        var table = (SqliteMethods*)NativeMemory.AllocZeroed((nuint)sizeof(SqliteMethods));
        *table = new()
        {
            Version = 2,
            Close = &Close,
            Read = &Read,
            Write = &Write,
            Truncate = &Truncate,
            Sync = &Sync,
            Size = &Size,
            Lock = &Lock,
            Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock,
            Control = &Control,
            SectorSize = &SectorSize,
            Characteristics = &Characteristics,
            ShmMap = &ShmMap,
            ShmLock = &ShmLock,
            ShmBarrier = &ShmBarrier,
            ShmUnmap = &ShmUnmap,
        };
        return table;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Close(SqliteFile* file)
    {
        ((WatchedFile*)file)->Free();
        return WatchedFile.Real(file)->Methods->Close(WatchedFile.Real(file));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Read(SqliteFile* file, void* into, int count, long place) => WatchedFile.Real(file)->Methods->Read(WatchedFile.Real(file), into, count, place);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(SqliteFile* file, void* data, int count, long place)
    {
        try
        {
            var ours = (WatchedFile*)file;
            if (ours->IsCheckpointed) Failpoint.Hit("ck.checkpoint");
            var refused = ours->Watcher.Ask(DiskAct.Write, place, new(data, count));
            // What fails has often been done by half.
            var real = WatchedFile.Real(file);
            if (refused != 0) real->Methods->Write(real, data, count / 2, place);
            return refused != 0 ? refused : real->Methods->Write(real, data, count, place);
        }
        catch (IOException)
        {
            return Disk.FailedWrite;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(SqliteFile* file, long size)
    {
        var refused = ((WatchedFile*)file)->Watcher.Ask(DiskAct.Truncate, size);
        return refused != 0 ? refused : WatchedFile.Real(file)->Methods->Truncate(WatchedFile.Real(file), size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(SqliteFile* file, int flags)
    {
        var refused = ((WatchedFile*)file)->Watcher.Ask(DiskAct.Sync);
        return refused != 0 ? refused : WatchedFile.Real(file)->Methods->Sync(WatchedFile.Real(file), flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Size(SqliteFile* file, long* size) => WatchedFile.Real(file)->Methods->Size(WatchedFile.Real(file), size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Lock(SqliteFile* file, int level) => WatchedFile.Real(file)->Methods->Lock(WatchedFile.Real(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Unlock(SqliteFile* file, int level) => WatchedFile.Real(file)->Methods->Unlock(WatchedFile.Real(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int CheckReservedLock(SqliteFile* file, int* held) => WatchedFile.Real(file)->Methods->CheckReservedLock(WatchedFile.Real(file), held);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Control(SqliteFile* file, int what, void* argument) => WatchedFile.Real(file)->Methods->Control(WatchedFile.Real(file), what, argument);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int SectorSize(SqliteFile* file) => WatchedFile.Real(file)->Methods->SectorSize(WatchedFile.Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Characteristics(SqliteFile* file) => WatchedFile.Real(file)->Methods->Characteristics(WatchedFile.Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int ShmMap(SqliteFile* file, int region, int size, int extend, void** memory)
    {
        ((WatchedFile*)file)->UsesWal(true);
        return WatchedFile.Real(file)->Methods->ShmMap(WatchedFile.Real(file), region, size, extend, memory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int ShmLock(SqliteFile* file, int offset, int count, int flags) => WatchedFile.Real(file)->Methods->ShmLock(WatchedFile.Real(file), offset, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void ShmBarrier(SqliteFile* file) => WatchedFile.Real(file)->Methods->ShmBarrier(WatchedFile.Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int ShmUnmap(SqliteFile* file, int delete)
    {
        ((WatchedFile*)file)->UsesWal(false);
        return WatchedFile.Real(file)->Methods->ShmUnmap(WatchedFile.Real(file), delete);
    }
}
