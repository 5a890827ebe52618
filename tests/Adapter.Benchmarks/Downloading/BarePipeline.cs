using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Adapter.Benchmarks.Peers;
using Microsoft.Data.Sqlite;

namespace Adapter.Benchmarks.Downloading;

/// <summary>
/// The least that keeps a download: each page asked for, its bytes committed, then its rows by their number in one more
/// commit (SQLite, WAL, FULL). No rules, no findings, no versions, no queue, no events.
/// </summary>
sealed class BarePipeline(string folder, Uri address) : IDisposable
{
    readonly SqliteConnection connection = new($"Data Source={Path.Combine(folder, "bare.db")};Pooling=false");
    readonly HttpClient http = new() { BaseAddress = address };

    public async Task Run(string region, int pages)
    {
        if (connection.State != System.Data.ConnectionState.Open) Open();
        using var page = connection.Statement("insert into page (raw) values ($raw)", "$raw");
        using var row = connection.Statement("insert into application (number, payload) values ($number, $payload) on conflict (number) do nothing", "$number", "$payload");
        for (var number = 1; number <= pages; number++)
        {
            var bytes = await Ask(region, number);
            using (var first = connection.BeginTransaction())
            {
                (page.Transaction, page.Parameters[0].Value) = (first, bytes);
                page.ExecuteNonQuery();
                first.Commit();
            }
            using var second = connection.BeginTransaction();
            row.Transaction = second;
            foreach (var (key, payload) in Rows(bytes))
            {
                (row.Parameters[0].Value, row.Parameters[1].Value) = (key, payload);
                row.ExecuteNonQuery();
            }
            second.Commit();
        }
    }

    void Open()
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma wal_autocheckpoint = 8000;
            create table page (id integer primary key, raw blob not null);
            create table application (number text primary key, payload blob not null) without rowid;
            """;
        command.ExecuteNonQuery();
    }

    async Task<byte[]> Ask(string region, int number)
    {
        using var content = new StringContent($$"""{"MessageHeader":{"MessageId":"M{{number:D35}}"},"MessageBody":"{\"AAB301\":\"{{region}}\",\"PageNo\":\"{{number}}\"}"}""", new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync("/bare", content);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    static List<(string Number, byte[] Payload)> Rows(byte[] message)
    {
        var found = new List<(string, byte[])>();
        var body = Body(message);
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("Rows"u8)) continue;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) found.Add(Row(body, ref reader));
        }
        return found;
    }

    static (string Number, byte[] Payload) Row(byte[] body, ref Utf8JsonReader reader)
    {
        var (from, number) = ((int)reader.TokenStartIndex, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNumber = reader.ValueTextEquals("ADC201"u8);
            reader.Read();
            if (isNumber) number = reader.GetString()!;
        }
        return (number, body[from..(int)reader.BytesConsumed]);
    }

    static byte[] Body(byte[] message)
    {
        var reader = new Utf8JsonReader(message);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("MessageBody"u8)) continue;
            reader.Read();
            var text = new byte[reader.ValueSpan.Length];
            return text[..reader.CopyString(text)];
        }
        return [];
    }

    public void Dispose()
    {
        http.Dispose();
        connection.Dispose();
    }
}
