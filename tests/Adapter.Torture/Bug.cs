using System.Reflection;

namespace Adapter.Torture;

/// <summary>A bug that the torture build can have (Planted/bugs/NAME.bug).</summary>
sealed record Bug(string Name, string What, string FoundBy)
{
    /// <summary>Where the kills that find it come down; "" = anywhere.</summary>
    public string At { get; init; } = "";

    const string Folder = "bugs/";
    const string Finder = "found by: ";
    const string Place = "at: ";

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
        return new(resource[Folder.Length..], lines[0], After(lines, Finder)) { At = After(lines, Place) };
    }

    static string After(List<string> lines, string word) => lines.Find(line => line.StartsWith(word, StringComparison.Ordinal))?[word.Length..].Trim() ?? "";
}
