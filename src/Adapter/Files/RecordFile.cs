using Adapter.Contracts;

namespace Adapter.Files;

/// <summary>Files of records, read one record at a time: the form follows from the file's ending.</summary>
static class RecordFile
{
    /// <summary>A longer line or array element is malformed: it is skipped, not held.</summary>
    public const int LongestRecord = 1 << 20;

    /// <summary>What the name of a file that is imported may end in.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".csv", ".tsv", ".txt", ".xlsx", ".ndjson", ".jsonl", ".json"];

    /// <summary>The ending of such a name; null when it has none of them.</summary>
    public static string? EndingOf(string name) => Endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The records of a file in order.</summary>
    /// <exception cref="FileFault">While it is read: empty, broken, not to be opened, of an unknown encoding.</exception>
    public static IEnumerable<Message> Read(Kind kind, string path, SheetRules? rules = null) => Rows(kind, path, null, rules).Select(row => row.Message);

    /// <summary>The records of a file in order, with where they stand.</summary>
    /// <param name="kind">Of the records.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="map">What columns and members may be called beside their codes; null = nothing else. It translates no value.</param>
    /// <param name="rules">Of a workbook.</param>
    /// <exception cref="FileFault">As for <see cref="Read"/>.</exception>
    public static IEnumerable<FileRow> Rows(Kind kind, string path, FieldMap? map, SheetRules? rules = null)
    {
        using var file = Open(path);
        if (file.Length == 0) throw Empty();
        foreach (var row in Reader(path, map, rules ?? new())(kind, file)) yield return row;
    }

    /// <summary>The records of NDJSON from a pipe.</summary>
    /// <exception cref="FileFault">As for a file.</exception>
    public static IEnumerable<Message> ReadPipe(Kind kind, Stream pipe) => NdjsonRecords.Read(new(kind, null), TextEncoding.OfPipe(pipe)).Select(row => row.Message);

    /// <summary>NDJSON from a pipe, in blocks.</summary>
    public static NdjsonBlocks Blocks(Stream pipe) => new(TextEncoding.OfPipe(pipe));

    /// <summary>A file of NDJSON in blocks; null when its ending says another form.</summary>
    /// <exception cref="FileFault">As for <see cref="Read"/>.</exception>
    public static NdjsonBlocks? FindBlocks(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".ndjson" or ".jsonl")) return null;
        var file = Open(path);
        try
        {
            if (file.Length == 0) throw Empty();
            return new(Utf8File.Is(file) ? file : TextEncoding.OfFile(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static FileFault Empty() => new("文件是空的，没有可校验的记录。");

    static Func<Kind, Stream, IEnumerable<FileRow>> Reader(string path, FieldMap? map, SheetRules rules) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ndjson" or ".jsonl" => (kind, file) => NdjsonRecords.Read(new(kind, map), TextEncoding.OfFile(file)),
        ".json" => (kind, file) => JsonArrayRecords.Read(new(kind, map), TextEncoding.OfFile(file)),
        ".csv" or ".tsv" or ".txt" when map is not null || Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase)
            => (kind, file) => CsvRecords.Read(kind, TextEncoding.OfFile(file), map),
        ".xlsx" => (kind, file) => XlsxRecords.Read(kind, file, rules, map),
        var ending => throw new FileFault($"不支持“{ending}”文件；可用 .ndjson、.json、.csv、.xlsx，或 - 表示标准输入。"),
    };

    static FileStream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (file.CanSeek) return file;
            file.Dispose();
            throw new FileFault($"{path} 是管道，不是文件：要从头读不止一遍，请先存为文件。");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileFault($"找不到文件 {path}。", fault);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new FileFault($"无法打开文件 {path}：请检查它是否为文件、是否有读取权限、是否被其他程序占用。", fault);
        }
    }
}
