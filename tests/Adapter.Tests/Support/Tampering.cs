using Dapper;
using Microsoft.Data.Sqlite;

namespace Adapter.Tests.Support;

/// <summary>Changes rows as a faulty disk does: their seals stay as they were.</summary>
sealed class Tampering : IDisposable
{
    readonly SqliteConnection connection;
    byte[] seal = [];

    public Tampering(StoreUnderTest store)
    {
        connection = new($"{store.Database.ConnectionString};Pooling=False;Foreign Keys=False");
        connection.Open();
        connection.CreateFunction("row_seal", (object?[] _) => seal, isDeterministic: true);
        connection.CreateFunction("row_broken", (string _, long _) => 0L);
    }

    public void Execute(string table, long sealOf, string sql)
    {
        seal = connection.ExecuteScalar<byte[]>($"select seal from {table} where rowid = {sealOf}")!;
        // A disk does not ask a trigger.
        var guards = connection.Query<(string Name, string Sql)>("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = @table", new { table }).AsList();
        foreach (var guard in guards) connection.Execute($"drop trigger {guard.Name}");
        connection.Execute(sql);
        foreach (var guard in guards) connection.Execute(guard.Sql);
    }

    public void Dispose() => connection.Dispose();
}
