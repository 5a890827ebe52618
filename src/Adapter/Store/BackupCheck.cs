using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>Whether a database file is whole: every page, every reference, and every row by its seal.</summary>
static class BackupCheck
{
    /// <summary>Null when nothing is wrong; else what SQLite says, which names tables and pages and no content.</summary>
    public static string? WhatIsWrong(SqliteConnection connection)
    {
        try
        {
            if (connection.ExecuteScalar<string>("pragma integrity_check(1)") is var found && found != "ok") return found;
            if (connection.QueryFirstOrDefault<string>("pragma foreign_key_check") is { } table) return $"foreign key of {table}";
            if (connection.ExecuteScalar<long>("select count(*) from sqlite_schema where name in ('meta', 'upload', 'event', 'incarnation')") < 4)
                return "tables are missing";
            return SealedTable.In(connection)
                .Select(table => connection.ExecuteScalar<long?>(table.FirstBroken) is { } row ? $"row {row} of {table.Name} does not fit its seal" : null)
                .FirstOrDefault(found => found is not null);
        }
        catch (SqliteException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Rows of every table, in the order of its name.</summary>
    public static IReadOnlyList<(string Table, long Rows)> Counts(SqliteConnection connection) =>
        [.. connection.Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name")
            .Select(table => (table, connection.ExecuteScalar<long>($"select count(*) from \"{table}\"")))];
}
