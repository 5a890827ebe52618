using System.Data;
using System.Security.Cryptography;
using System.Text;
using Adapter.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Torture.PowerLoss;

/// <summary>Reads a database file as SQLite recovers it: whether it is sound, and the digest of every table and row.</summary>
static class Snapshot
{
    /// <summary>Of a database in which nothing stands.</summary>
    public const string Empty = "empty";

    public static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "adapter.db"),
            ForeignKeys = true,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>What any first reader does: the log is carried over, what was begun and not committed is undone.</summary>
    public static void Recover(string folder)
    {
        using var connection = Open(folder);
        connection.Execute("pragma schema_version");
    }

    /// <summary>What SQLite's own checks find; null when nothing.</summary>
    public static string? Damage(SqliteConnection connection)
    {
        var found = connection.ExecuteScalar<string>("pragma integrity_check(1)");
        if (found != "ok") return $"integrity_check: {found}";
        return connection.QueryFirstOrDefault<string>("pragma foreign_key_check") is { } table ? $"foreign_key_check: {table}" : null;
    }

    public static string Of(SqliteConnection connection)
    {
        var tables = connection.Query<string>("select name from sqlite_master where type = 'table' order by name").ToList();
        if (tables.Count == 0) return Empty;
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        Write(writer, connection, "select type, name, sql from sqlite_master order by name");
        foreach (var table in tables) Write(writer, connection, $"select * from \"{table}\"");
        writer.Flush();
        return Convert.ToHexStringLower(SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)).AsSpan(0, 16));
    }

    static void Write(BinaryWriter writer, SqliteConnection connection, string query)
    {
        writer.Write(query);
        using var reader = connection.ExecuteReader(query);
        while (reader.Read())
            for (var column = 0; column < reader.FieldCount; column++)
                Write(writer, reader, column);
    }

    static void Write(BinaryWriter writer, IDataRecord row, int column)
    {
        switch (row.GetValue(column))
        {
            case long number:
                writer.Write(number);
                break;
            case byte[] bytes:
                writer.Write(bytes.Length);
                writer.Write(bytes);
                break;
            case var other:
                writer.Write(other is DBNull ? "\0" : other.ToString()!);
                break;
        }
    }
}
