namespace Adapter.Store;

/// <summary>
/// Of records that come together: whose key or person is held already, or came before them. One question for all of them,
/// as the questions for one cost more than to keep it.
/// </summary>
sealed class Holdings
{
    readonly HashSet<string> keys;
    readonly HashSet<string> persons;

    Holdings(IEnumerable<string> keys, IEnumerable<string> persons) =>
        (this.keys, this.persons) = (keys.ToHashSet(StringComparer.Ordinal), persons.ToHashSet(StringComparer.Ordinal));

    /// <summary>Of uploads, by their serial in any region. What has none may be known by its application.</summary>
    /// <param name="session">That enters them.</param>
    /// <param name="serials">AAZ341 of all.</param>
    /// <param name="persons">Their hashes (<see cref="Persons"/>).</param>
    public static Holdings OfUploads(Session session, IReadOnlyList<string> serials, IReadOnlyList<string> persons) =>
        new(session.Among<string>(Sql.Serials, new { serials }), session.Among<string>(Sql.OfPersons, new { persons }));

    /// <summary>Of applications, by their number, which an answer to one may name before it came.</summary>
    /// <param name="session">That keeps them.</param>
    /// <param name="numbers">ADC201 of all.</param>
    /// <param name="persons">Their hashes (<see cref="Persons"/>).</param>
    public static Holdings OfApplications(Session session, IReadOnlyList<string> numbers, IReadOnlyList<string> persons) =>
        new(session.Among<string>(Sql.Numbers, new { numbers }), session.Among<string>(Sql.OfPersons, new { persons }));

    /// <summary>Nothing is held of this key, no upload and no open application of this person.</summary>
    public bool AreNew(string key, string? person) => key != "" && !keys.Contains(key) && (person is null || !persons.Contains(person));

    /// <summary>One of them is kept.</summary>
    public void Add(string key, string? person)
    {
        keys.Add(key);
        if (person is not null) persons.Add(person);
    }

    internal static class Sql
    {
        public const string Serials = "select AAZ341 from upload where AAZ341 in @serials";
        public const string Numbers = """
            select ADC201 from application where ADC201 in @numbers union all select ADC201 from upload where ADC201 in @numbers
            """;
        // SQLite would go through all that are pending, as it takes them for a handful.
        public const string OfPersons = """
            select person from upload where person in @persons
            union all select person from application indexed by application_person where person in @persons and state = 'pending'
            """;
    }
}
