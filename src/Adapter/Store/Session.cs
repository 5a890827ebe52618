using System.Data.Common;
using Dapper;

namespace Adapter.Store;

/// <summary>One piece of work on one connection. Inside the writer all of it is committed, or none.</summary>
sealed class Session(DbConnection connection, DbTransaction? transaction)
{
    readonly List<Action> afterCommit = [];

    public int Execute(string sql, object? values = null) => connection.Execute(sql, values, transaction);

    public T? One<T>(string sql, object? values = null) => connection.QueryFirstOrDefault<T>(sql, values, transaction);

    public IReadOnlyList<T> All<T>(string sql, object? values = null) => connection.Query<T>(sql, values, transaction).AsList();

    /// <summary>Runs once the work is durable: to wake the next stage, never to do what must not be lost.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    internal void Committed()
    {
        foreach (var action in afterCommit) action();
    }
}
