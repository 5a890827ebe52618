using System.Globalization;
using System.Text;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>Serials from First to Until of one region and day, taken by one program.</summary>
sealed record SerialBlock
{
    public required long First { get; init; }
    public required long Until { get; init; }
}

/// <summary>
/// Which serials were ever taken, beside the database and not in its backups: an old copy of the database that is put
/// back does not take them a second time. A file a region, a line a block: <c>2026-02-13 51 100</c>.
/// </summary>
sealed class SerialFile(AdapterSettings settings)
{
    const int LongestFile = 64 * 1024;
    const int KeptLines = 500;

    public IReadOnlyList<SerialBlock> Blocks(string AAB301, string day) =>
        [.. Lines(FileOf(AAB301)).Select(line => line.Split(' ')).Where(parts => parts.Length == 3 && parts[0] == day).Select(Read).OfType<SerialBlock>()];

    /// <summary>Written down before the first of them is used.</summary>
    public void Add(string AAB301, string day, SerialBlock block) => Troubles.Beside(() => Append(AAB301, day, block));

    void Append(string AAB301, string day, SerialBlock block)
    {
        var file = FileOf(AAB301);
        var isNew = !File.Exists(file);
        if (isNew) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        else if (new FileInfo(file).Length > LongestFile) Shorten(file, day);
        using (var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            // A line that a crash cut short ends here.
            stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{day} {block.First} {block.Until}\n")));
            stream.Flush(flushToDisk: true);
        }
        if (!isNew) return;
        Durable.SyncFolder(file);
        Durable.SyncFolder(Path.GetDirectoryName(file)!);
    }

    // Whatever the clock says: what was written last, and all of the day that is asked for.
    static void Shorten(string file, string day)
    {
        var lines = Lines(file);
        var kept = lines.Where((line, place) => place >= lines.Count - KeptLines || line.StartsWith(day, StringComparison.Ordinal));
        Durable.Write(file, Encoding.ASCII.GetBytes(string.Concat(kept.Select(line => line + "\n"))));
    }

    static List<string> Lines(string file) => File.Exists(file) ? [.. File.ReadLines(file).Where(line => line.Length > 0)] : [];

    static SerialBlock? Read(string[] parts) =>
        long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            ? new() { First = first, Until = until }
            : null;

    string FileOf(string AAB301) => Path.Combine(settings.DataDirectory, "serials", AAB301);
}
