namespace Adapter.EndToEnd.Support;

/// <summary>What the adapter has logged in a data directory, while it writes on.</summary>
static class LogFiles
{
    public static IEnumerable<string> Of(string dataDirectory) => Directory.GetFiles(Path.Combine(dataDirectory, "logs")).Select(Read);

    // The log of the day is being written to.
    static string Read(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
