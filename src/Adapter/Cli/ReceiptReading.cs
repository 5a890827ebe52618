using Adapter.Hosting;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Cli;

/// <summary>Receipts as they were exported or written to the second place.</summary>
static class ReceiptReading
{
    /// <param name="given">A file or a folder; null = Receipts:Directory, where it is set.</param>
    /// <param name="settings">Where that stands.</param>
    /// <exception cref="NotDoneException">There is nothing there, or it holds something else.</exception>
    public static IReadOnlyList<UploadReceipt> Read(string? given, AdapterSettings settings)
    {
        if ((given ?? settings.Receipts.Directory) is not { } place) return [];
        try
        {
            return [.. FilesAt(place).SelectMany(ReadFile)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new NotDoneException($"回执 {Visible.Of(place)} 读不了（{problem.GetType().Name}）。请核对路径和权限；存放回执的磁盘没有挂上的，先挂上");
        }
    }

    static IEnumerable<string> FilesAt(string place) => Directory.Exists(place)
        ? Directory.GetFiles(place, "*.ndjson").Order(StringComparer.Ordinal)
        : [place];

    static List<UploadReceipt> ReadFile(string file)
    {
        var receipts = new List<UploadReceipt>();
        var (row, broken) = (0, 0);
        foreach (var line in File.ReadLines(file))
        {
            row++;
            // A crash may cut the last line short; whatever follows is none.
            if (broken > 0) throw Wrong(file, broken);
            if (line.Trim() == "") continue;
            if (UploadReceipt.Read(line) is { } receipt) receipts.Add(receipt);
            else broken = row;
        }
        if (broken > 0 && receipts.Count == 0) throw Wrong(file, broken);
        return receipts;
    }

    static NotDoneException Wrong(string file, int row) =>
        new($"{Visible.Of(file)} 第 {row} 行不是回执。请给出 adapter receipts 导出的、或 Receipts:Directory 中的文件");
}
