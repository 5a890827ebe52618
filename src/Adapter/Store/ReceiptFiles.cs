using System.Text;
using Adapter.Contracts;
using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// The second place for receipts: a file a day, <c>receipts-2026-02-13.ndjson</c>, in the order of writing. How far it is
/// stands in it alone: in its last whole line.
/// </summary>
sealed class ReceiptFiles(AdapterSettings settings, TimeProvider time)
{
    const string Names = "receipts-*.ndjson";
    const int TailBytes = 64 * 1024;

    public string? Folder => settings.Receipts.Directory;

    /// <summary>The last receipt that is there; null when there is none, or nothing can be seen of the place.</summary>
    public long? LastSeq()
    {
        try
        {
            return Folder is null ? null : Last();
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The last receipt that is there, 0 = none; a line that a crash cut short is taken off.</summary>
    /// <exception cref="IOException">The place is away.</exception>
    public long Resume()
    {
        Directory.CreateDirectory(Folder!);
        if (Newest() is { } file) CutTornLine(file);
        return Last() ?? 0;
    }

    /// <exception cref="IOException">The place is away, or full.</exception>
    public void Append(IReadOnlyList<UploadReceipt> receipts)
    {
        // Days of files never go back, whatever the clock does: the newest name holds the last line.
        var today = Path.Combine(Folder!, $"receipts-{Stamp.Day(ChinaTime.Date(time.GetUtcNow()))}.ndjson");
        var file = Newest() is { } newest && string.CompareOrdinal(newest, today) > 0 ? newest : today;
        var isNew = !File.Exists(file);
        using (var stream = isNew ? Durable.Create(file) : new(file, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Concat(receipts.Select(receipt => receipt.Write() + "\n"))));
            stream.Flush(flushToDisk: true);
        }
        if (isNew) Durable.SyncFolder(file);
    }

    long? Last()
    {
        if (!Directory.Exists(Folder)) return null;
        foreach (var file in Directory.GetFiles(Folder, Names).OrderDescending(StringComparer.Ordinal))
            if (LastIn(file) is { } seq) return seq;
        return null;
    }

    string? Newest() => Directory.GetFiles(Folder!, Names).Max(StringComparer.Ordinal);

    static long? LastIn(string file) => Encoding.UTF8.GetString(Tail(file)).Split('\n')[..^1].Reverse()
        .Select(UploadReceipt.Read).OfType<UploadReceipt>().FirstOrDefault()?.Seq;

    static void CutTornLine(string file)
    {
        var tail = Tail(file);
        var torn = tail.Length - 1 - Array.LastIndexOf(tail, (byte)'\n');
        if (torn == 0) return;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.Read);
        stream.SetLength(stream.Length - torn);
        stream.Flush(flushToDisk: true);
    }

    static byte[] Tail(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(TailBytes, stream.Length), SeekOrigin.End);
        var tail = new byte[stream.Length - stream.Position];
        stream.ReadExactly(tail);
        return tail;
    }
}
