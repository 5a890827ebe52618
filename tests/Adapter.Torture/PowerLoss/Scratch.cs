namespace Adapter.Torture.PowerLoss;

/// <summary>Folders for a moment, in memory where there is a place in memory; with this process they go.</summary>
static class Scratch
{
    static readonly string Root = Directory.CreateDirectory(Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"adapter-torture-{Environment.ProcessId}")).FullName;

    static Scratch() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Clear();

    public static string Folder(string what) => Directory.CreateDirectory(Path.Combine(Root, $"{what}-{Guid.NewGuid():N}")).FullName;

    /// <summary>A folder of its own with the same files.</summary>
    public static string Copy(string folder)
    {
        var copy = Folder("copy");
        Fill(copy, Files(folder));
        return copy;
    }

    public static IEnumerable<(string Name, byte[] Content)> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => (Path.GetRelativePath(folder, file), File.ReadAllBytes(file)));

    /// <summary>These files and no others.</summary>
    public static void Fill(string folder, IEnumerable<(string Name, byte[] Content)> files)
    {
        foreach (var old in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) File.Delete(old);
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    static void Clear()
    {
        const int MostTries = 50;
        for (var tries = 0; tries < MostTries && Directory.Exists(Root); tries++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
            }
            catch (IOException)
            {
                // What still works there has made a file meanwhile.
            }
        }
    }
}
