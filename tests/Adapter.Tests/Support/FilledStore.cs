using System.Data.Common;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Support;

/// <summary>Rows in every table of a SQLite store, by what the schema says of its columns; row n of a table refers to row n of its parents.</summary>
sealed class FilledStore(StoreUnderTest store)
{
    public const int Rows = 200;

    static readonly string[] States = ["waiting", "sending", "unknown", "delivered", "pending", "decided", "asking", "running", "done"];

    readonly Random random = new(7);

    public static IReadOnlyList<SealedTable> Tables(StoreUnderTest store)
    {
        using var connection = store.Database.Open();
        return SealedTable.In(connection);
    }

    public Task Fill() => store.Writer.Write(session =>
    {
        session.Execute("pragma defer_foreign_keys = on");
        foreach (var table in Tables(store))
        {
            var columns = session.All<Column>("select name, type, \"notnull\" as Required, pk from pragma_table_xinfo(@Name) where hidden = 0", table);
            var parents = session.All<Parent>("select \"from\", \"to\" from pragma_foreign_key_list(@Name)", table).ToDictionary(parent => parent.From);
            var sql = $"insert into {table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) values ({string.Join(", ", columns.Select(column => $"@{column.Name}"))})";
            for (var row = 1; row <= Rows; row++)
            {
                var values = new DynamicParameters();
                foreach (var column in columns)
                    values.Add(column.Name, Value(parents.TryGetValue(column.Name, out var parent) ? column with { Name = parent.To, Required = true } : column, row));
                session.Execute(sql, values);
            }
        }
    });

    /// <summary>The database as one file.</summary>
    public byte[] Close()
    {
        using (var connection = store.Database.Open()) connection.Execute("pragma wal_checkpoint(truncate)");
        Forget();
        return File.ReadAllBytes(store.Database.File);
    }

    /// <summary>Puts other bytes in the database's place.</summary>
    public void Put(byte[] bytes)
    {
        Forget();
        File.Delete(store.Database.File + "-wal");
        File.Delete(store.Database.File + "-shm");
        File.WriteAllBytes(store.Database.File, bytes);
    }

    /// <summary>Every row of every table, as it reads; when a script ran nobody reads.</summary>
    public string Read()
    {
        using var connection = store.Database.Open();
        var tables = connection.Query<string>("select name from sqlite_schema where type = 'table' order by name").AsList();
        return string.Join('\n', tables.Select(table => $"{table}: {connection.ExecuteScalar<string>(AsText(connection, table))}"));
    }

    static string AsText(DbConnection connection, string table)
    {
        var columns = connection.Query<string>("select name from pragma_table_xinfo(@table) where name <> 'Applied'", new { table });
        return $"select group_concat({string.Join("||','||", columns.Select(column => $"quote(\"{column}\")"))}, '|') from (select * from {table} order by rowid)";
    }

    void Forget()
    {
        using var connection = new SqliteConnection(store.Database.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    object? Value(Column column, int row) => column switch
    {
        { Required: false, Pk: 0 } when row % 5 == 0 => null,
        { Type: "bigint" or "INTEGER" or "BIGINT" } => row,
        { Type: "BLOB" } => Bytes(40 + random.Next(400)),
        { Name: "state" } => States[row % States.Length],
        _ => $"{column.Name}-{row:0000}",
    };

    byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    sealed record Column
    {
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
        public bool Required { get; init; }
        public long Pk { get; init; }
    }

    sealed record Parent
    {
        public string From { get; init; } = "";
        public string To { get; init; } = "";
    }
}
