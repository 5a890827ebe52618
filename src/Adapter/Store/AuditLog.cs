using Adapter.Settings;

namespace Adapter.Store;

/// <summary>Which entries of the log are asked for; null = whatever it is.</summary>
sealed record AuditFilter
{
    public string? Actor { get; init; }
    public string? Action { get; init; }
    public string? Object { get; init; }
    /// <summary>Hash of a person: who saw or changed the record, and when.</summary>
    public string? Person { get; init; }
    public string From { get; init; } = "";
    public string Until { get; init; } = Stamp.Never;
    /// <summary>Newest first, older than this one.</summary>
    public long Before { get; init; } = long.MaxValue;
    public int Limit { get; init; } = 100;
}

/// <summary>Uploads that one commit entered, from the first to the last.</summary>
sealed record UploadSpan(long First, long Last);

/// <summary>
/// The log of acts: only ever added to, each entry in the transaction of the act itself and chained to the one before
/// it by a keyed hash. The key is a file of its own, so that who can write the database cannot write the log.
/// </summary>
sealed class AuditLog(AdapterSettings settings, TimeProvider time)
{
    readonly KeyFile file = new(settings, "audit.key");
    readonly Lock gate = new();
    byte[]? key;

    /// <param name="session">The act's own.</param>
    /// <param name="by">Whose act it is.</param>
    /// <param name="entry">What was done; actor, time and place in the chain are set here.</param>
    /// <param name="persons">Hashes of the persons whose records were seen or entered, when they are many.</param>
    /// <param name="span">The uploads that they are found by; null = each is written down.</param>
    /// <exception cref="StoreException">The key is gone although there are entries.</exception>
    public AuditRow Add(Session session, Actor by, AuditRow entry, IEnumerable<string>? persons = null, UploadSpan? span = null)
    {
        var last = Head(session);
        var many = persons?.Distinct().Order(StringComparer.Ordinal).ToList() ?? [];
        var row = entry with
        {
            Seq = (last?.Seq ?? 0) + 1,
            At = Stamp.Of(time.GetUtcNow()),
            Actor = by.Name,
            Door = by.Door,
            Persons = AuditRow.DigestOf(many),
        };
        row = row with { Mac = row.Seal(Key(isNew: last is null), last?.Mac ?? "") };
        session.Execute(Sql.Insert, row);
        if (span is not null) session.Execute(Sql.InsertSpan, new { row.Seq, span.First, span.Last });
        else foreach (var person in many) session.Execute(Sql.InsertPerson, new { person, row.Seq });
        return row;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<AuditRow> List(Session session, AuditFilter filter) => session.All<AuditRow>(
        filter.Person is not null ? Sql.OfPerson : filter.Object is not null ? Sql.OfObject : filter.Actor is not null ? Sql.OfActor : Sql.Newest, filter);

    /// <summary>Entries after one, oldest first.</summary>
    public IReadOnlyList<AuditRow> After(Session session, long seq, int limit) => session.All<AuditRow>(Sql.After, new { seq, limit });

    /// <summary>The newest entry; null when there is none.</summary>
    public AuditRow? Head(Session session) => session.One<AuditRow>(Sql.Last);

    /// <summary>Of entries after one and up to another: hashes of the many whom each is about, in ordinal order.</summary>
    public ILookup<long, string> Persons(Session session, long after, long until) =>
        session.All<PersonRow>(Sql.Persons, new { after, until }).ToLookup(row => row.Seq, row => row.Person);

    /// <exception cref="StoreException">The key is not there.</exception>
    public byte[] Key() => Key(isNew: false);

    byte[] Key(bool isNew)
    {
        lock (gate) return key ??= isNew ? file.ReadOrCreate() : file.Read();
    }

    sealed record PersonRow
    {
        public long Seq { get; init; }
        public required string Person { get; init; }
    }

    internal static class Sql
    {
        public const string Last = "select * from audit where seq = (select max(seq) from audit)";
        public const string Insert = """
            insert into audit (seq, at, actor, door, action, object, person, result, detail, persons, mac)
            values (@Seq, @At, @Actor, @Door, @Action, @Object, @Person, @Result, @Detail, @Persons, @Mac)
            """;
        public const string InsertPerson = "insert into audit_person (person, seq) values (@person, @Seq) on conflict do nothing";
        public const string InsertSpan = "insert into audit_span (seq, first_upload, last_upload) values (@Seq, @First, @Last)";
        public const string After = "select * from audit where seq > @seq order by seq limit @limit";
        public const string Persons = """
            select seq, person from audit_person where seq > @after and seq <= @until
            union select s.seq, u.person from audit_span s join upload u on u.id >= s.first_upload and u.id <= s.last_upload
            where s.seq > @after and s.seq <= @until and u.person is not null order by seq, person
            """;
        const string Fits = """
            and (@Action is null or action = @Action) and (@Actor is null or actor = @Actor) and (@Object is null or object = @Object)
            and at >= @From and at < @Until order by seq desc limit @Limit
            """;
        public const string Newest = $"select * from audit where seq < @Before {Fits}";
        public const string OfActor = $"select * from audit where actor = @Actor and seq < @Before {Fits}";
        public const string OfObject = $"select * from audit where object = @Object and seq < @Before {Fits}";
        public const string OfPerson = $"""
            select * from audit where seq < @Before
              and seq in (select seq from audit where person = @Person union select seq from audit_person where person = @Person
                union select s.seq from upload u join audit_span s on s.last_upload = (select min(last_upload) from audit_span where last_upload >= u.id)
                where u.person = @Person and s.first_upload <= u.id) {Fits}
            """;
    }
}
