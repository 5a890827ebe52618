using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>
/// Puts a copy in the place of the database. Whenever it is ended, either the old database stands there or the new one;
/// the old one is kept under another name.
/// </summary>
sealed class BackupReturn(Database database, Backup backup, TimeProvider time)
{
    static readonly string[] Ends = ["-wal", "-shm"];

    /// <summary>Nobody has the database open meanwhile. Returns where the old one is, null when there was none.</summary>
    /// <exception cref="InvalidDataException">The file is no whole database of this program.</exception>
    /// <exception cref="IOException">It cannot be read, or the folder not be written.</exception>
    public string? PutBack(string file, Action<int, int>? progress, CancellationToken stop)
    {
        var fresh = Backup.PartOf(database.File);
        using (var source = OpenWhole(file)) backup.Copy(source, fresh, progress, stop);
        SqliteConnection.ClearAllPools();
        var kept = File.Exists(database.File) ? Keep() : null;
        Failpoint.Hit("bk.mid_restore");
        File.Move(fresh, database.File, overwrite: true);
        Durable.SyncFolder(database.File);
        return kept;
    }

    SqliteConnection OpenWhole(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException(file);
        var connection = database.OpenFile(file);
        if (BackupCheck.WhatIsWrong(connection) is not { } wrong) return connection;
        connection.Dispose();
        throw new InvalidDataException(wrong);
    }

    string Keep()
    {
        var kept = Unused($"{database.File[..^".db".Length]}-before-restore-{Contracts.ChinaTime.Of(time.GetUtcNow()):yyyyMMdd-HHmmss}");
        var isWhole = TryCloseLog();
        Durable.Keep(database.File, kept);
        // A log that stayed would be played into the new database.
        foreach (var end in Ends.Where(end => File.Exists(database.File + end)))
        {
            if (isWhole) File.Delete(database.File + end);
            else File.Move(database.File + end, kept + end);
        }
        Durable.SyncFolder(kept);
        return kept;
    }

    /// <summary>All of the log into the database; false when it is too broken for that.</summary>
    bool TryCloseLog()
    {
        try
        {
            using var old = database.OpenFile(database.File);
            return old.ExecuteScalar<string>("pragma journal_mode = delete") == "delete";
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    static string Unused(string name)
    {
        var free = $"{name}.db";
        for (var n = 2; File.Exists(free); n++) free = $"{name}-{n}.db";
        return free;
    }
}
