namespace Adapter.Torture.PowerLoss;

/// <summary>Folders for a moment, in memory where there is a place in memory.</summary>
static class Scratch
{
    static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public static string Folder(string what) => Directory.CreateDirectory(Path.Combine(Root, $"adapter-{what}-{Guid.NewGuid():N}")).FullName;

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
}
