using Adapter.Store;

namespace Adapter.Api;

/// <summary>Reads the log of acts; by a person too, whose number is turned into hashes and goes nowhere.</summary>
sealed class AuditSearch(Database database, AuditLog log, UploadSearch search)
{
    /// <summary>Newest first.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="number">Of the person whose record was seen or changed; null or blank = anybody's.</param>
    public IReadOnlyList<AuditRow> Find(AuditFilter filter, string? number = null)
    {
        if (string.IsNullOrWhiteSpace(number)) return database.Read(session => log.List(session, filter));
        return [.. search.PersonsOf(number.Trim())
            .SelectMany(person => database.Read(session => log.List(session, filter with { Person = person })))
            .DistinctBy(row => row.Seq).OrderByDescending(row => row.Seq).Take(filter.Limit)];
    }
}
