namespace Adapter.Store;

/// <summary>
/// Of records that are entered together: whose serial or person is held already, or was entered before them. One question
/// for all of them, as the questions for one cost more than to keep it.
/// </summary>
sealed class Holdings
{
    readonly HashSet<string> serials;
    readonly HashSet<string> persons;

    Holdings(IEnumerable<string> serials, IEnumerable<string> persons) =>
        (this.serials, this.persons) = (serials.ToHashSet(StringComparer.Ordinal), persons.ToHashSet(StringComparer.Ordinal));

    /// <param name="session">That enters them.</param>
    /// <param name="serials">AAZ341 of all.</param>
    /// <param name="persons">Their hashes (<see cref="Persons"/>).</param>
    public static Holdings Among(Session session, IReadOnlyList<string> serials, IReadOnlyList<string> persons) =>
        new(session.Among<string>(Sql.Serials, new { serials }), session.Among<string>(Sql.OfPersons, new { persons }));

    /// <summary>Nothing is held of this serial in any region, nor of this person. What has no serial may be known by its application.</summary>
    public bool AreNew(string serial, string? person) => serial != "" && !serials.Contains(serial) && (person is null || !persons.Contains(person));

    /// <summary>One of them was entered.</summary>
    public void Add(string serial, string? person)
    {
        serials.Add(serial);
        if (person is not null) persons.Add(person);
    }

    internal static class Sql
    {
        public const string Serials = "select AAZ341 from upload where AAZ341 in @serials";
        public const string OfPersons = """
            select person from upload where person in @persons union select person from application where person in @persons and state = 'pending'
            """;
    }
}
