using System.Data.Common;
using Dapper;

namespace Adapter.Store;

/// <summary>A table and how its rows are compared with their seals.</summary>
sealed record SealedTable(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>True where a row is as it was written.</summary>
    string Fits => $"seal is {SealScript.Seal(Name, Columns)}";

    /// <summary>Of the rows that a select names: its rowid and whether it fits.</summary>
    public string Of(string rowids) => $"select rowid as Id, {Fits} as Fits from {Name} where rowid in ({rowids})";

    public string After => $"select rowid as Id, {Fits} as Fits from {Name} where rowid > @after order by rowid limit @limit";

    public string FirstBroken => $"select rowid from {Name} where not ({Fits}) limit 1";

    public string Newest => $"select rowid from {Name} order by rowid desc limit 1000";

    public string Last => $"select max(rowid) from {Name}";

    public static IReadOnlyList<SealedTable> In(DbConnection connection) => [.. connection.Query<string>(Sql.Tables).AsList()
        .Select(name => new SealedTable(name, connection.Query<string>(Sql.Columns, new { name }).AsList()))];

    internal static class Sql
    {
        public const string Tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name <> 'SchemaVersions' order by name";
        public const string Columns = "select name from pragma_table_xinfo(@name) where hidden = 0 order by cid";
    }
}

sealed record SealedRow
{
    public long Id { get; init; }
    public bool Fits { get; init; }
}
