namespace Adapter.Store;

/// <summary>A correction that one person proposes and another approves or refuses.</summary>
sealed record ProposalRow
{
    public long Id { get; init; }
    /// <summary>An upload's key.</summary>
    public required string Object { get; init; }
    public required string AAB301 { get; init; }
    public string? Person { get; init; }
    /// <summary>What would change, UTF-8 JSON: field code to value.</summary>
    public required byte[] Payload { get; init; }
    public required string Reason { get; init; }
    public required string ProposedBy { get; init; }
    public required string ProposedAt { get; init; }
    /// <summary>open, approved or refused.</summary>
    public string State { get; init; } = Open;
    public string? SettledBy { get; init; }
    public string? SettledAt { get; init; }

    public const string Open = "open";
    public const string Approved = "approved";
    public const string Refused = "refused";
}

sealed class Proposals
{
    public long Add(Session session, ProposalRow row) => session.One<long>(Sql.Insert, row);

    public ProposalRow? Find(Session session, long id) => session.One<ProposalRow>(Sql.Find, new { id });

    public IReadOnlyList<ProposalRow> Open(Session session) => session.All<ProposalRow>(Sql.Open);

    public IReadOnlyList<ProposalRow> Of(Session session, string subject) => session.All<ProposalRow>(Sql.Of, new { subject });

    /// <summary>False when it is settled already.</summary>
    public bool Settle(Session session, long id, string state, string by, string at) => session.Execute(Sql.Settle, new { id, state, by, at }) == 1;

    internal static class Sql
    {
        public const string Insert = """
            insert into proposal (object, AAB301, person, payload, reason, proposed_by, proposed_at, state)
            values (@Object, @AAB301, @Person, @Payload, @Reason, @ProposedBy, @ProposedAt, @State) returning id
            """;
        public const string Find = "select * from proposal where id = @id";
        public const string Open = "select * from proposal where state = 'open' order by id";
        public const string Of = "select * from proposal where object = @subject order by id";
        public const string Settle = "update proposal set state = @state, settled_by = @by, settled_at = @at where id = @id and state = 'open'";
    }
}
