namespace Adapter.Torture;

/// <summary>Where tests/torture.sh publishes the program.</summary>
static class Published
{
    public static string Root { get; } = FindRoot();

    public static string Folder(string which) => Path.Combine(Root, "tests", "Adapter.Torture", "bin", "published", which);

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Adapter.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("this program is not in its repository");
        return folder;
    }
}
