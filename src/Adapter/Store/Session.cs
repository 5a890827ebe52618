using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace Adapter.Store;

/// <summary>One piece of work on one connection. Inside the writer all of it is committed, or none.</summary>
sealed partial class Session(DbConnection connection, DbTransaction? transaction)
{
    const string WholeRows = "select * from ";

    // Dapper compares every column's name and type before each reading; those of a table's own columns never change.
    static readonly ConcurrentDictionary<(Type Connection, Type Row, string Sql), Delegate> parsers = new();

    readonly List<Action> afterCommit = [];

    public int Execute(string sql, object? values = null) => connection.Execute(sql, values, transaction);

    public T? One<T>(string sql, object? values = null) => IsWhole(sql)
        ? Rows<T>(sql, values).FirstOrDefault()
        : connection.QueryFirstOrDefault<T>(sql, values, transaction);

    public IReadOnlyList<T> All<T>(string sql, object? values = null) =>
        IsWhole(sql) ? [.. Rows<T>(sql, values)] : connection.Query<T>(sql, values, transaction).AsList();

    /// <summary>
    /// By a statement that compares with lists (<c>in @name</c>) or tells SQLite its index (<c>indexed by</c>): PostgreSQL takes
    /// a list as an array, and finds the index by itself.
    /// </summary>
    public IReadOnlyList<T> Among<T>(string sql, object values) => All<T>(WithLists(sql), values);

    /// <summary>By a statement that compares with lists.</summary>
    public int ExecuteAmong(string sql, object values) => Execute(WithLists(sql), values);

    string WithLists(string sql) => connection is NpgsqlConnection ? List().Replace(Index().Replace(sql, ""), "= any(@$1)") : sql;

    /// <summary>Runs once the work is durable: to wake the next stage, never to do what must not be lost.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    internal void Committed()
    {
        foreach (var action in afterCommit) action();
    }

    static bool IsWhole(string sql) => sql.StartsWith(WholeRows, StringComparison.Ordinal);

    IEnumerable<T> Rows<T>(string sql, object? values)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(sql, values, transaction);
        if (!reader.Read()) yield break;
        var parse = (Func<DbDataReader, T>)parsers.GetOrAdd((connection.GetType(), typeof(T), sql), _ => reader.GetRowParser<T>());
        do yield return parse(reader);
        while (reader.Read());
    }

    [GeneratedRegex(@"\bin @(\w+)")]
    private static partial Regex List();

    [GeneratedRegex(@" indexed by \w+")]
    private static partial Regex Index();
}
