using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// The files of imports: what was handed in, and the report of what was not taken. Personal data, for us alone; what was handed in
/// goes when its job ends, the report a day later.
/// </summary>
sealed class ImportFiles(AdapterSettings settings, TimeProvider time)
{
    /// <summary>Of what is handed in over HTTP or at the desk.</summary>
    public const long MostBytes = 4L << 30;

    /// <summary>So long a report can be fetched after the end.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    string Root => Path.GetFullPath(Path.Combine(settings.DataDirectory, "imports"));

    /// <summary>A new folder.</summary>
    public string NewPlace()
    {
        var place = Guid.NewGuid().ToString("n");
        Durable.MakeFolder(Root);
        Durable.MakeFolder(Path.Combine(Root, place));
        return place;
    }

    /// <summary>What was handed in; there is none where a verb reads a file of its own.</summary>
    /// <param name="place">Of the import.</param>
    /// <param name="ending">Of the file's name: .csv.</param>
    public string Source(string place, string ending) => Path.Combine(Root, place, "source" + ending);

    public string Report(string place) => Path.Combine(Root, place, "report.csv");

    /// <summary>Of a dry run, while it goes on.</summary>
    public string Trial(string place) => Path.Combine(Root, place, "trial.db");

    /// <summary>Held by the command that is at it.</summary>
    public string Lock(string place) => Path.Combine(Root, place, "lock");

    public bool HasSource(ImportRow import) => File.Exists(Source(import.Place, import.Ending));

    public void RemoveSource(string place)
    {
        if (!Directory.Exists(Path.Combine(Root, place))) return;
        foreach (var source in Directory.EnumerateFiles(Path.Combine(Root, place), "source*")) File.Delete(source);
    }

    public void Remove(string place)
    {
        if (Directory.Exists(Path.Combine(Root, place))) Directory.Delete(Path.Combine(Root, place), recursive: true);
    }

    /// <summary>Of an import that ended then: what was handed in, and in time the report.</summary>
    public void RemoveEnded(string place, DateTimeOffset ended)
    {
        if (time.GetUtcNow() - ended >= Kept) Remove(place);
        else RemoveSource(place);
    }

    /// <summary>Of no import: what was handed in before a crash. What a command or a call has just made is left.</summary>
    /// <param name="place">The folder.</param>
    /// <param name="isStart">Nothing can be on its way to us yet.</param>
    public void RemoveStray(string place, bool isStart)
    {
        var folder = Path.Combine(Root, place);
        var isHandedIn = Directory.EnumerateFiles(folder, "source*").Any();
        if ((isStart && isHandedIn) || time.GetUtcNow() - Directory.GetCreationTimeUtc(folder) > Grace) Remove(place);
    }

    public IReadOnlyList<string> Places() => Directory.Exists(Root) ? [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)!)] : [];
}
