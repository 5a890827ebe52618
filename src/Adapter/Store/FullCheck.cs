using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Adapter.Store;

/// <summary>
/// Every page, every index entry and every row of a SQLite store against what was written. It only reads, so that the
/// writer never waits for it; long statements rest in between.
/// </summary>
sealed class FullCheck(Database database, StoreFacts facts)
{
    const int RowsAtOnce = 200;
    const int StepsAtOnce = 2000;
    const int MostFound = 1000;

    /// <summary>Nothing ever leaves it and no number is left out but before a new history: a gap is a loss that no index would show.</summary>
    const string Gapless = "event";

    /// <param name="done">Told the part of all rows that was compared, 0 to 1.</param>
    /// <exception cref="OperationCanceledException">It was to stop.</exception>
    public IReadOnlyList<Damage> Run(Pace pace, Action<double>? done = null)
    {
        var found = new List<Damage>();
        if (StoreHeader.WhatIsWrong(database.File) is { } wrong) found.Add(wrong);
        Try("adapter.db", found, () =>
        {
            using var connection = (SqliteConnection)database.Open();
            found.AddRange(facts.Check(connection));
            if (found.Count == 0) Compare(connection, found, pace, done);
        });
        pace.Stop.ThrowIfCancellationRequested();
        return [.. found.Distinct().Take(MostFound)];
    }

    static void Compare(SqliteConnection connection, List<Damage> found, Pace pace, Action<double>? done)
    {
        var tables = SealedTable.In(connection);
        var last = tables.Sum(table => connection.ExecuteScalar<long?>(table.Last) ?? 0);
        var before = 0L;
        foreach (var table in tables)
        {
            Try(table.Name, found, () => before += Rows(connection, table, found, pace, row => done?.Invoke((double)(before + row) / last)));
        }
        // Rests inside the statement: one statement goes through the whole file.
        raw.sqlite3_progress_handler(connection.Handle, StepsAtOnce, _ => Rest(pace), null);
        try
        {
            Try("adapter.db", found, () => found.AddRange(connection.Query<string>(Sql.Structure).Where(line => line != "ok").Select(line => new Damage("adapter.db", null, line))));
            Try("adapter.db", found, () => found.AddRange(connection.Query<Orphan>(Sql.References).Select(orphan => new Damage(orphan.Table, orphan.Rowid, $"所引用的 {orphan.Parent} 行不存在"))));
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }
    }

    static long Rows(DbConnection connection, SealedTable table, List<Damage> found, Pace pace, Action<long> done)
    {
        long after = 0;
        while (true)
        {
            var rows = connection.Query<SealedRow>(table.After, new { after, limit = RowsAtOnce }).AsList();
            found.AddRange(rows.Where(row => !row.Fits).Select(row => new Damage(table.Name, row.Id, "与写入时不符")));
            if (table.Name == Gapless)
                found.AddRange(rows.Where((row, place) => row.Id != (place == 0 ? after : rows[place - 1].Id) + 1 && !BeginsHistory(connection, row)).Select(row => new Damage(table.Name, row.Id, "之前的行缺少")));
            if (table.Name == "upload" && rows.Count > 0)
                found.AddRange(connection.Query<long>(Sql.WithoutContent, new { after, last = rows[^1].Id }).Select(id => new Damage(table.Name, id, "内容不见了")));
            if (rows.Count > 0) after = rows[^1].Id;
            if (rows.Count < RowsAtOnce) return after;
            done(after);
            pace.Breathe();
        }
    }

    static bool BeginsHistory(DbConnection connection, SealedRow row) => row.Fits && connection.ExecuteScalar<long>(Sql.BeginsHistory, new { row.Id }) > 0;

    static int Rest(Pace pace)
    {
        try
        {
            pace.Breathe();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
    }

    static void Try(string table, List<Damage> found, Action look)
    {
        try
        {
            look();
        }
        catch (SqliteException problem) when (Damage.Is(problem) || problem.SqliteErrorCode is raw.SQLITE_IOERR or raw.SQLITE_INTERRUPT)
        {
            // Interrupted: Run says so.
            if (problem.SqliteErrorCode != raw.SQLITE_INTERRUPT) found.Add(Damage.Unreadable(table, problem));
        }
    }

    internal static class Sql
    {
        public const string Structure = "pragma integrity_check(100)";
        public const string BeginsHistory = "select count(*) from event where seq = @Id and type = 'restored'";
        public const string WithoutContent = """
            select id from upload where id > @after and id <= @last and length(payload) = 0
              and not exists (select 1 from upload_content c where c.upload_id = upload.id)
            """;
        public const string References = "pragma foreign_key_check";
    }

    sealed record Orphan
    {
        public string Table { get; init; } = "";
        public long? Rowid { get; init; }
        public string Parent { get; init; } = "";
    }
}
