using System.Runtime.InteropServices;

namespace Adapter.Store;

/// <summary>Files that are whole under their name or not there at all, after a power cut too.</summary>
static class Durable
{
    const int ReadOnly = 0;

    /// <summary>The old content or the new, never a part. Its name with <c>.new</c> is ours.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var fresh = file + ".new";
        using (var stream = Create(fresh))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(fresh, file, overwrite: true);
        SyncFolder(file);
    }

    /// <summary>An empty file that we alone may read.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(file, options);
    }

    /// <summary>A folder that we alone may enter; one that is there stays as it is.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static void Sync(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Makes names in the folder of a file last: a rename alone may be lost with the power.</summary>
    /// <exception cref="IOException">The system did not take it.</exception>
    public static void SyncFolder(string file)
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var handle = open(folder, ReadOnly);
        if (handle < 0) throw new IOException($"{folder} cannot be opened", Marshal.GetLastPInvokeError());
        var failed = fsync(handle) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = close(handle);
        if (failed) throw new IOException($"{folder} cannot be synced", error);
    }

    /// <summary>A second name for a file, or a copy of it where the system has no second names.</summary>
    public static void Keep(string file, string name)
    {
        if (OperatingSystem.IsWindows() || link(file, name) != 0)
        {
            File.Copy(file, name + ".new", overwrite: true);
            Sync(name + ".new");
            File.Move(name + ".new", name);
        }
        SyncFolder(name);
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    static extern int fsync(int handle);

    [DllImport("libc", SetLastError = true)]
    static extern int close(int handle);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
