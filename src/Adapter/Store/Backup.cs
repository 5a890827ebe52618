using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>What a backup holds.</summary>
sealed record BackupReport
{
    public required string File { get; init; }
    public required long Bytes { get; init; }
    public required IReadOnlyList<(string Table, long Rows)> Counts { get; init; }
}

/// <summary>
/// Copies the database as it is at one instant, beside a daemon at work, and looks whether the copy is whole before it gets
/// its name. The copy says of itself that it is one: put back, by whatever hand, it begins a new history.
/// </summary>
sealed class Backup(Database database, TimeProvider time)
{
    const int PagesAtOnce = 1024;

    /// <param name="file">Must not be there.</param>
    /// <param name="progress">Pages copied, and of how many.</param>
    /// <param name="stop">Leaves nothing under the name.</param>
    /// <exception cref="InvalidDataException">The copy is not whole.</exception>
    /// <exception cref="IOException">The file is there, or cannot be written.</exception>
    public BackupReport Make(string file, Action<int, int>? progress, CancellationToken stop)
    {
        using var source = (SqliteConnection)database.Open();
        var part = PartOf(file);
        var counts = Copy(source, part, progress, stop);
        var bytes = new FileInfo(part).Length;
        File.Move(part, file);
        Durable.SyncFolder(file);
        return new() { File = Path.GetFullPath(file), Bytes = bytes, Counts = counts };
    }

    /// <summary>A whole, checked and durable copy, marked as one, under a name that nobody takes for a database.</summary>
    public IReadOnlyList<(string Table, long Rows)> Copy(SqliteConnection source, string part, Action<int, int>? progress, CancellationToken stop)
    {
        Discard(part);
        try
        {
            Durable.Create(part).Dispose();
            var counts = CopyPages(source, part, progress, stop);
            Durable.Sync(part);
            return counts;
        }
        catch
        {
            Discard(part);
            throw;
        }
    }

    public static string PartOf(string file) => file + ".part";

    public static void Discard(string part)
    {
        foreach (var end in new[] { "", "-journal", "-wal", "-shm" }) File.Delete(part + end);
    }

    IReadOnlyList<(string Table, long Rows)> CopyPages(SqliteConnection source, string part, Action<int, int>? progress, CancellationToken stop)
    {
        // Held while pages are copied, so that they are all of one instant and none is copied again.
        using var instant = source.BeginTransaction(deferred: true);
        var counts = BackupCheck.Counts(source);
        using var copy = database.OpenFile(part);
        copy.Execute("pragma synchronous = off");
        CopyPages(source, copy, progress, stop);
        copy.Execute("pragma journal_mode = delete");
        if (BackupCheck.WhatIsWrong(copy) is { } wrong) throw new InvalidDataException(wrong);
        if (!BackupCheck.Counts(copy).SequenceEqual(counts)) throw new InvalidDataException("row counts differ");
        Histories.MarkAsCopy(new(copy, null), Stamp.Of(time.GetUtcNow()));
        return counts;
    }

    static void CopyPages(SqliteConnection source, SqliteConnection copy, Action<int, int>? progress, CancellationToken stop)
    {
        using var backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid) throw new SqliteException(raw.sqlite3_errmsg(copy.Handle).utf8_to_string(), raw.sqlite3_errcode(copy.Handle));
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var answer = raw.sqlite3_backup_step(backup, PagesAtOnce);
            if (answer is not (raw.SQLITE_OK or raw.SQLITE_DONE)) throw new SqliteException(raw.sqlite3_errstr(answer).utf8_to_string(), answer);
            var total = raw.sqlite3_backup_pagecount(backup);
            progress?.Invoke(total - raw.sqlite3_backup_remaining(backup), total);
            if (answer == raw.SQLITE_DONE) return;
            Failpoint.Hit("bk.mid_backup");
        }
    }
}
