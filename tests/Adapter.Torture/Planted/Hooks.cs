using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Adapter;

/// <summary>What a simulation decides in the product's place on its own thread.</summary>
interface IHooks
{
    /// <summary>From 0 to 1: where the product takes its jitter.</summary>
    double Share();

    /// <summary>An open connection.</summary>
    /// <param name="register">What is to be done to a new one.</param>
    DbConnection Open(Action<SqliteConnection> register);

    /// <summary>The writer is about to begin a transaction: may throw in SQLite's place.</summary>
    void Begin(DbConnection connection);
}

/// <summary>The texts of bugs/simulated-*.bug stand behind these; without a simulation on the thread they change nothing.</summary>
static class Hooks
{
    [ThreadStatic]
    static IHooks? current;

    public static IHooks? Current
    {
        get => current;
        set => current = value;
    }

    public static double Share() => current?.Share() ?? Random.Shared.NextDouble();

    /// <summary>A call in a library that leaves its caller's context: without one its continuations run where it is answered.</summary>
    public static async Task<T> Detached<T>(Func<Task<T>> call)
    {
        if (current is not null) SynchronizationContext.SetSynchronizationContext(null);
        return await call();
    }
}
