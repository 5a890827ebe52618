namespace Adapter.Tests.Support;

/// <summary>The agreed texts beside the checkout; a test that compares with them says so when they are not there.</summary>
static class Shared
{
    public static string Root { get; } = FindRoot();
    public static string Spec => Path.Combine(Root, "..", "shared", "spec");
    public static bool IsPresent => Directory.Exists(Spec);

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Adapter.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
