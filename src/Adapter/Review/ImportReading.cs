using System.Collections.Concurrent;
using Adapter.Contracts;
using Adapter.Files;

namespace Adapter.Review;

/// <summary>A record of a file in the agreement's codes, and what it alone was found to be.</summary>
sealed record ImportRecord(FileRow Row, Message Message, IReadOnlyList<Finding> Checked, Written Written);

/// <summary>Records that are taken together.</summary>
/// <param name="After">So many came before them.</param>
/// <param name="Records">In the order of the file.</param>
/// <param name="IsLast">None come after them.</param>
/// <param name="Fault">Why the file could not be read on; "" = it could.</param>
/// <param name="Unforeseen">What nobody foresaw in reading; it is for who takes.</param>
sealed record ImportChunk(long After, IReadOnlyList<ImportRecord> Records, bool IsLast, string Fault = "", Exception? Unforeseen = null)
{
    public long Until => After + Records.Count;
}

/// <summary>Reads a file and checks its records on a thread of its own, some chunks ahead of who takes them.</summary>
sealed class ImportReading : IDisposable
{
    // Live work waits for one of them: some tenths of a second.
    public const int RecordsInChunk = 500;
    // Of all cells: one record may be as long as a chunk of usual ones.
    const int CharactersInChunk = 4 << 20;
    const int ChunksAhead = 2;

    readonly BlockingCollection<ImportChunk> ahead = new(ChunksAhead);
    readonly CancellationTokenSource closing = new();
    ImportChunk? next;

    /// <param name="rows">Of the file, from its beginning.</param>
    /// <param name="after">So many were taken already.</param>
    /// <param name="prepare">Translates and checks one.</param>
    /// <param name="wake">Something can be taken.</param>
    public ImportReading(IEnumerable<FileRow> rows, long after, Func<FileRow, ImportRecord> prepare, Action wake)
    {
        var reading = new Thread(() => Read(rows, after, prepare, wake)) { IsBackground = true, Name = "import" };
        reading.Start();
    }

    /// <summary>What comes after so many; the same again until more were taken. Null when it is not read yet.</summary>
    public ImportChunk? Next(long after)
    {
        if (next is not null && after == next.Until && next.Records.Count > 0) next = null;
        if (next is null) ahead.TryTake(out next);
        return next;
    }

    void Read(IEnumerable<FileRow> rows, long after, Func<FileRow, ImportRecord> prepare, Action wake)
    {
        try
        {
            var (place, characters) = (0L, 0L);
            var records = new List<ImportRecord>(RecordsInChunk);
            foreach (var row in rows)
            {
                closing.Token.ThrowIfCancellationRequested();
                if (place++ < after) continue;
                if (records.Count == RecordsInChunk || characters > CharactersInChunk)
                {
                    Add(new(place - 1 - records.Count, records, false), wake);
                    (records, characters) = (new(RecordsInChunk), 0);
                }
                records.Add(prepare(row));
                characters += row.Length;
            }
            Add(new(place - records.Count, records, true), wake);
        }
        catch (OperationCanceledException)
        {
            // Nobody takes any more.
        }
        catch (Exception fault) when (fault is FileFault or IOException)
        {
            Add(new(after, [], true, fault is FileFault ? fault.Message : "文件读取中断，请检查磁盘后重试。"), wake);
        }
        catch (Exception unforeseen)
        {
            // On a thread of its own it would end the program.
            Add(new(after, [], true, Unforeseen: unforeseen), wake);
        }
    }

    void Add(ImportChunk chunk, Action wake)
    {
        try
        {
            ahead.Add(chunk, closing.Token);
            wake();
        }
        catch (OperationCanceledException)
        {
            // As above.
        }
    }

    // The thread may hold the collection yet: it ends by the token, and the collection with it.
    public void Dispose() => closing.Cancel();
}
