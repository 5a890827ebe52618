namespace Adapter.EndToEnd.Support;

/// <summary>The programs as they were built, in the configuration of this test.</summary>
static class Built
{
    public static string Root { get; } = FindRoot();

    /// <summary>Another one may be set: as it is installed.</summary>
    public static string Adapter { get; set; } = Of("Adapter", "adapter.dll");

    public static string Simulator => Of("Adapter.Simulator", "Adapter.Simulator.dll");

    public static string Client => Path.Combine(Root, "contracts", "samples", "client", "client.py");

    static string Of(string project, string file)
    {
        var framework = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var configuration = Path.GetDirectoryName(framework)!;
        return Path.Combine(Root, "src", project, "bin", Path.GetFileName(configuration), Path.GetFileName(framework), file);
    }

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Adapter.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
