namespace Adapter.Store;

/// <summary>The store must not be used as it is; <paramref name="line"/> says in Chinese why, and what to do.</summary>
sealed class StoreException(string line) : Exception(line)
{
    /// <summary>What is in the database is not what was written.</summary>
    public bool IsDamage { get; init; }
}
