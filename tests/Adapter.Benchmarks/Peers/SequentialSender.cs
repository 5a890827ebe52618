using Microsoft.Data.Sqlite;

namespace Adapter.Benchmarks.Peers;

/// <summary>One record after the other, with a commit in SQLite (WAL, FULL) for each.</summary>
sealed class SequentialSender(string folder, Uri address) : IPeerSender
{
    readonly SqliteConnection connection = new($"Data Source={Path.Combine(folder, "sequential.db")};Pooling=false");
    readonly Posting posting = new(address);

    public Task Fill(IReadOnlyList<string> bodies)
    {
        connection.Open();
        Execute("pragma journal_mode = wal; pragma synchronous = full; create table work (id integer primary key, state integer not null, body text not null)");
        using var transaction = connection.BeginTransaction();
        foreach (var body in bodies) Execute("insert into work (state, body) values (0, $value)", body, transaction);
        transaction.Commit();
        return Task.CompletedTask;
    }

    public async Task Go()
    {
        using var next = connection.CreateCommand();
        next.CommandText = "select id, body from work where state = 0 and id > $after order by id limit 1";
        var after = next.Parameters.AddWithValue("$after", 0L);
        while (true)
        {
            string body;
            using (var row = next.ExecuteReader())
            {
                if (!row.Read()) return;
                (after.Value, body) = (row.GetInt64(0), row.GetString(1));
            }
            await posting.Post(body);
            Execute("update work set state = 1 where id = $value", after.Value!);
        }
    }

    void Execute(string sql, object? value = null, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        if (value is not null) command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync()
    {
        posting.Dispose();
        connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
