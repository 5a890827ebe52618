using System.Reflection;

namespace Adapter.Torture;

/// <summary>A bug that the torture build can have (Planted/bugs/NAME.bug).</summary>
sealed record Bug(string Name, string What, string FoundBy)
{
    const string Folder = "bugs/";
    const string Finder = "found by: ";

    /// <summary>All of them; what has no finder is no bug but a change that the torture needs.</summary>
    public static IReadOnlyList<Bug> All { get; } = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(Read)
        .Where(bug => bug.FoundBy != "")];

    static Bug Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var lines = reader.ReadToEnd().Split('\n').TakeWhile(line => line != "--- is").ToList();
        return new(resource[Folder.Length..], lines[0], lines.Find(line => line.StartsWith(Finder, StringComparison.Ordinal))?[Finder.Length..].Trim() ?? "");
    }
}
