using System.Net.Http.Headers;
using System.Threading.Channels;
using Adapter.Benchmarks.Peers;
using Microsoft.Data.Sqlite;

namespace Adapter.Benchmarks.Uploading;

/// <summary>
/// The least that a durable sender does: rows with their payload in SQLite (WAL, FULL), a claim written before a row is
/// sent and its end after, what has arrived committed together, so many requests in flight. No checks, no kinds, no
/// order, no history, no seal, no retry.
/// </summary>
sealed class DurableLoop(string folder, Uri address, int inFlight) : IDisposable
{
    readonly SqliteConnection connection = new($"Data Source={Path.Combine(folder, "minimal.db")}");
    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address };
    readonly Channel<long> done = Channel.CreateUnbounded<long>();

    public long Commits { get; private set; }

    public void Fill(IEnumerable<byte[]> payloads)
    {
        connection.Open();
        Execute("""
            pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma wal_autocheckpoint = 8000;
            create table payload (id integer primary key, body blob not null);
            create table work (id integer primary key, state integer not null, message_id text, at text);
            create index work_waiting on work (id) where state = 0;
            """);
        using var transaction = connection.BeginTransaction();
        using var payload = connection.Statement("insert into payload (body) values ($body)", "$body");
        using var work = connection.Statement("insert into work (state) values (0)");
        foreach (var body in payloads)
        {
            payload.Parameters[0].Value = body;
            payload.ExecuteNonQuery();
            work.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    public async Task Run(long count)
    {
        using var next = connection.Statement("select w.id, p.body from work w join payload p on p.id = w.id where w.state = 0 order by w.id limit $most", "$most");
        using var claim = connection.Statement("update work set state = 1, message_id = $message where id = $id", "$message", "$id");
        using var end = connection.Statement("update work set state = 2, at = $at where id = $id", "$at", "$id");
        var (sending, ended) = (0, 0L);
        while (ended < count)
        {
            var taken = new List<(long Id, byte[] Body)>();
            using (var transaction = connection.BeginTransaction())
            {
                (next.Transaction, claim.Transaction, end.Transaction) = (transaction, transaction, transaction);
                while (done.Reader.TryRead(out var id))
                {
                    (end.Parameters[0].Value, end.Parameters[1].Value) = (TimeProvider.System.GetUtcNow().ToString("O"), id);
                    end.ExecuteNonQuery();
                    sending--;
                    ended++;
                }
                next.Parameters[0].Value = inFlight - sending;
                using (var rows = next.ExecuteReader())
                    while (rows.Read()) taken.Add((rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)));
                foreach (var (id, _) in taken)
                {
                    (claim.Parameters[0].Value, claim.Parameters[1].Value) = ($"M{id:D35}", id);
                    claim.ExecuteNonQuery();
                }
                transaction.Commit();
                Commits++;
            }
            foreach (var (id, body) in taken)
            {
                sending++;
                _ = Send(id, body);
            }
            if (ended < count) await done.Reader.WaitToReadAsync();
        }
    }

    async Task Send(long id, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await http.PostAsync("/minimal", content);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        done.Writer.TryWrite(id);
    }

    void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        http.Dispose();
        connection.Dispose();
        SqliteConnection.ClearAllPools();
    }
}
