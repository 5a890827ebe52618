using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// Space in reserve beside a SQLite file. On a full disk it is let go, so that what has happened already can still be
/// written, and made again when there is room for it and as much again.
/// </summary>
sealed class Ballast(AdapterSettings settings)
{
    const long Most = 64 << 20;
    const long PartOfTheDisk = 16;
    const long Block = 4096;

    bool isHeld;

    /// <summary>It was let go and is not back.</summary>
    public bool IsLent { get; private set; }

    public string File => Path.GetFullPath(Path.Combine(settings.DataDirectory, "ballast"));

    /// <summary>Makes it where it is missing; false when there is no room.</summary>
    public bool Make()
    {
        if (settings.Store != "sqlite") return true;
        try
        {
            var (disk, size) = (DiskOf(settings), SizeFor(settings));
            if (new FileInfo(File) is not { Exists: true } file || file.Length != size)
            {
                if (disk.AvailableFreeSpace < 2 * size) return false;
                using var stream = new FileStream(File, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = size });
                stream.SetLength(size);
            }
            (isHeld, IsLent) = (true, false);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>64 MB, on a small disk a sixteenth of it.</summary>
    public static long SizeFor(AdapterSettings settings) => Math.Min(Most, DiskOf(settings).TotalSize / PartOfTheDisk / Block * Block);

    static DriveInfo DiskOf(AdapterSettings settings) => new(Path.GetFullPath(settings.DataDirectory));

    /// <summary>Only of the process that made it: a verb on a full disk leaves the daemon's alone.</summary>
    public void LetGo()
    {
        if (!isHeld) return;
        (isHeld, IsLent) = (false, true);
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Then there is no reserve, and what has happened waits for space.
        }
    }
}
