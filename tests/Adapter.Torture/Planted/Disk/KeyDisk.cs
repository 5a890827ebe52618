using System.Text;

namespace Adapter;

/// <summary>A key file's way to the disk, told to whoever watches the folder, with the bugs that it may have.</summary>
static class KeyDisk
{
    /// <summary>Under another name until it is whole, unless it is written in place.</summary>
    public static string Own(string file) => Planted.Is("key-in-place") ? file : $"{file}.{Environment.ProcessId}";

    public static void Write(FileStream created, byte[] key)
    {
        Tell(DiskAct.Open, created.Name);
        Tell(DiskAct.Write, created.Name, key);
        created.Write(key);
    }

    public static void Flush(FileStream created)
    {
        if (!Planted.Is("key-not-synced")) Tell(DiskAct.Sync, created.Name);
        created.Flush(flushToDisk: true);
    }

    public static void Move(string own, string file)
    {
        if (own == file) return;
        Tell(DiskAct.Rename, own, Encoding.UTF8.GetBytes(file));
        File.Move(own, file);
    }

    static void Tell(DiskAct act, string file, byte[]? data = null)
    {
        if (Disk.WatchOf(Path.GetFullPath(file)) is { } watch && watch(act, Path.GetFullPath(file), 0, data) != 0) throw new IOException($"{act} failed");
    }
}
