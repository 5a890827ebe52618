using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>What can be said of a whole SQLite store at once: its schema, the last number of each table, live rows counted twice.</summary>
sealed partial class StoreFacts(Migration migration)
{
    static readonly string[] CountedTwice = [Sql.Waiting, Sql.InFlight, Sql.Pending];

    public IReadOnlyList<Damage> Check(SqliteConnection connection)
    {
        // Of one moment: a writer beside it uses the next number between two of these questions.
        using var moment = connection.BeginTransaction(deferred: true);
        var actual = Migration.Parts(connection).ToHashSet();
        var found = migration.Expected.Where(part => !actual.Contains(part))
            .Select(part => new Damage(part.Name, null, $"结构（{part.Type}）与本程序所建的不符")).ToList();
        // Without its schema nothing that follows means anything.
        if (found.Count > 0) return found;
        foreach (var (name, seq) in connection.Query<(string, long)>(Sql.Sequences).AsList())
        {
            if (connection.ExecuteScalar<long?>($"select max(rowid) from {name}") > seq) found.Add(new(name, null, "编号比已用的小"));
        }
        foreach (var count in CountedTwice.Where(count => connection.ExecuteScalar<long>(count) == 0))
            found.Add(new(TableOf().Match(count).Groups[1].Value, null, "两个索引的行数不同"));
        return found;
    }

    [GeneratedRegex(@"from (\w+) indexed by")]
    private static partial Regex TableOf();

    internal static class Sql
    {
        const string Most = "limit 20000";
        public const string Sequences = "select name, seq from sqlite_sequence";
        public const string Waiting = $"""
            select (select count(*) from (select 1 from upload indexed by upload_waiting where state = 'waiting' {Most}))
                 = (select count(*) from (select 1 from upload indexed by upload_standing where {Outbox.Sql.IsStanding} and state = 'waiting' {Most}))
            """;
        public const string InFlight = $"""
            select (select count(*) from (select 1 from upload indexed by upload_in_flight where state in ('sending', 'unknown') {Most}))
                 = (select count(*) from (select 1 from upload indexed by upload_standing where {Outbox.Sql.IsStanding} and state in ('sending', 'unknown') {Most}))
            """;
        public const string Pending = $"""
            select (select count(*) from (select 1 from application indexed by application_queue where state = 'pending' {Most}))
                 = (select count(*) from (select 1 from application indexed by application_person where state = 'pending' {Most}))
            """;
    }
}
