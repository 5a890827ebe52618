namespace Adapter.Store;

/// <summary>An application that one reviewer is at.</summary>
sealed record AssignmentRow
{
    public required string ADC201 { get; init; }
    public required string Account { get; init; }
    public required string ClaimedAt { get; init; }
    /// <summary>Then it is anybody's again.</summary>
    public required string Until { get; init; }
}

/// <summary>Who is at which application. One that has run out is as if it were not there.</summary>
sealed class Assignments
{
    public AssignmentRow? Of(Session session, string ADC201, string now) => session.One<AssignmentRow>(Sql.Of, new { ADC201, now });

    /// <summary>False when it is another's.</summary>
    public bool Take(Session session, AssignmentRow row) => session.Execute(Sql.Take, row) == 1;

    /// <summary>Whosever it is.</summary>
    public void Give(Session session, AssignmentRow row) => session.Execute(Sql.Give, row);

    /// <summary>False when it is not this account's.</summary>
    public bool Release(Session session, string ADC201, string account) => session.Execute(Sql.Release, new { ADC201, account }) == 1;

    internal static class Sql
    {
        public const string Of = "select * from claim where ADC201 = @ADC201 and until > @now";
        const string Put = """
            insert into claim (ADC201, account, claimed_at, until) values (@ADC201, @Account, @ClaimedAt, @Until)
            on conflict (ADC201) do update set account = excluded.account, claimed_at = excluded.claimed_at, until = excluded.until
            """;
        public const string Take = $"{Put} where claim.account = excluded.account or claim.until <= excluded.claimed_at";
        public const string Give = Put;
        public const string Release = "delete from claim where ADC201 = @ADC201 and account = @account";
    }
}
