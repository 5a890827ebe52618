using System.Text;

namespace Adapter;

/// <summary>What the product does to files that are not SQLite's, told to whoever watches their folder; with the bugs that it may have.</summary>
static class FileDisk
{
    const int InputOutput = 5;

    /// <summary>Under another name until it is whole, unless it is written in place.</summary>
    public static string Own(string file) => Planted.Is("key-in-place") ? file : $"{file}.{Environment.ProcessId}";

    public static void Write(FileStream stream, ReadOnlySpan<byte> content)
    {
        Tell(DiskAct.Open, stream.Name);
        Tell(DiskAct.Write, stream.Name, stream.Position, content);
        stream.Write(content);
    }

    /// <param name="bug">With this bug it is left out.</param>
    public static void Flush(FileStream stream, string bug)
    {
        if (Planted.Is(bug)) return;
        stream.Flush(flushToDisk: true);
        Tell(DiskAct.Sync, stream.Name);
    }

    public static void Move(string from, string to, bool overwrite = false)
    {
        if (from == to) return;
        Tell(DiskAct.Rename, from, 0, Encoding.UTF8.GetBytes(Path.GetFullPath(to)));
        File.Move(from, to, overwrite);
    }

    public static void SyncFolder(string folder) => Tell(DiskAct.Sync, folder);

    static void Tell(DiskAct act, string file, long place = 0, ReadOnlySpan<byte> data = default)
    {
        var path = Path.GetFullPath(file);
        if (Disk.WatchOf(path) is { } watch && watch(act, path, place, data) != 0) throw new IOException($"{act} failed", InputOutput);
    }
}
