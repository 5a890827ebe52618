namespace Adapter.Store;

/// <summary>A person's wish, from whatever process, that an interface be asked at once; the running daemon finds it.</summary>
sealed class Resumption(AuditLog audit)
{
    /// <param name="session">The wish and its entry in the log are committed together.</param>
    /// <param name="by">Whose wish it is.</param>
    /// <param name="interfaceCode">Null = all of them.</param>
    public void Ask(Session session, Actor by, string? interfaceCode)
    {
        session.Execute(Sql.Ask, new { name = Prefix + interfaceCode });
        audit.Add(session, by, new() { Action = "resume", Object = interfaceCode ?? "" });
    }

    /// <summary>How often each was asked for; "" = all of them.</summary>
    public IReadOnlyDictionary<string, long> Asked(Session session) => session.All<AskedRow>(Sql.Asked, new { from = Prefix, until = Prefix + "~" })
        .ToDictionary(row => row.Name[Prefix.Length..], row => row.Times);

    const string Prefix = "resume:";

    internal static class Sql
    {
        public const string Ask = """
            insert into meta (name, value) values (@name, '1')
            on conflict (name) do update set value = cast(cast(meta.value as bigint) + 1 as text)
            """;
        public const string Asked = "select name, cast(value as bigint) as times from meta where name >= @from and name < @until";
    }

    sealed record AskedRow
    {
        public required string Name { get; init; }
        public long Times { get; init; }
    }
}
