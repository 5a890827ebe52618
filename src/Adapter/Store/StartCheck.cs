using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Store;

/// <summary>
/// What is looked at before anything runs, bounded in time whatever the store holds: its facts, and the seals of the rows
/// that are still to be worked on. <see cref="FullCheck"/> looks at the rest later.
/// </summary>
sealed class StartCheck(Database database, StoreFacts facts, TimeProvider time)
{
    static readonly TimeSpan Most = TimeSpan.FromMilliseconds(150);

    /// <summary>Rows in work, in the order of what their damage would do; of each table not named here the newest rows.</summary>
    static readonly string[] Live = [Sql.InFlight, Sql.Unknown, Sql.Sending, Sql.Waiting, Sql.Pending, Sql.Asking, Sql.Unparsed, Sql.Running];

    public IReadOnlyList<Damage> Run()
    {
        try
        {
            using var connection = (SqliteConnection)database.Open();
            var found = facts.Check(connection);
            return found.Count > 0 ? found : Seals(connection);
        }
        catch (SqliteException problem) when (Damage.Is(problem))
        {
            return [Damage.Unreadable("adapter.db", problem)];
        }
    }

    List<Damage> Seals(DbConnection connection)
    {
        var since = time.GetTimestamp();
        var tables = SealedTable.In(connection);
        var live = Live.Select(rows => (Table: tables.Single(table => rows.Contains($" from {table.Name} ", StringComparison.Ordinal)), Rows: rows)).ToList();
        var rest = tables.Except(live.Select(work => work.Table)).Select(table => (Table: table, Rows: table.Newest));
        var found = new List<Damage>();
        foreach (var (table, rows) in live.Concat(rest))
        {
            foreach (var row in connection.Query<SealedRow>(table.Of(rows), buffered: false))
            {
                if (!row.Fits) found.Add(new(table.Name, row.Id, "与写入时不符"));
                if (time.GetElapsedTime(since) > Most) return found;
            }
        }
        return found;
    }

    internal static class Sql
    {
        public const string InFlight = "select id from upload where state in ('sending', 'unknown') limit 5000";
        public const string Waiting = $"select id from upload where {Outbox.Sql.IsStanding} and state = 'waiting' order by id limit 5000";
        public const string Pending = "select rowid from application where state = 'pending' order by deadline, ADC201 limit 5000";
        public const string Unknown = "select rowid from batch where state = 'unknown' limit 500";
        public const string Sending = "select rowid from batch where state = 'sending' limit 500";
        public const string Asking = "select id from run where state = 'asking' limit 1000";
        public const string Unparsed = "select id from page where parsed_at is null limit 100";
        public const string Running = "select id from job where state = 'running' limit 1000";
    }
}
