namespace Adapter.Store;

/// <summary>A person who may use the desk.</summary>
sealed record AccountRow
{
    public required string Name { get; init; }
    /// <summary>As it stands in AAE011 of what the person decides.</summary>
    public required string RealName { get; init; }
    /// <summary>Who it is to the identity provider (OpenID Connect, sub); null = signs in by password.</summary>
    public string? Subject { get; init; }
    /// <summary>PBKDF2; "" = none is set.</summary>
    public string Password { get; init; } = "";
    /// <summary>1 = the password is good for choosing another one only.</summary>
    public long MustChange { get; init; }
    /// <summary>When the password was chosen.</summary>
    public string PasswordAt { get; init; } = "";
    /// <summary>Wrong passwords since the last right one.</summary>
    public long Failures { get; init; }
    public string? LockedUntil { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? LastLoginAt { get; init; }
    public string? DisabledAt { get; init; }
}

/// <summary>A role of an account, in regions whose AAB301 begins with these digits; "" = in all of them.</summary>
sealed record DutyRow
{
    public required string Account { get; init; }
    public required string Role { get; init; }
    public required string Region { get; init; }
    public string GrantedAt { get; init; } = "";
    public string GrantedBy { get; init; } = "";
}

/// <summary>A person at the desk, from signing in to signing out.</summary>
sealed record VisitRow
{
    /// <summary>SHA-256 of the cookie, hex.</summary>
    public required string Id { get; init; }
    public required string Account { get; init; }
    public required string BeganAt { get; init; }
    public required string SeenAt { get; init; }
}

/// <summary>Accounts, their duties and their visits.</summary>
sealed class Accounts
{
    /// <summary>False when the name is taken.</summary>
    public bool Add(Session session, AccountRow row) => session.Execute(Sql.Insert, row) == 1;

    public AccountRow? Find(Session session, string name) => session.One<AccountRow>(Sql.Find, new { name });

    public AccountRow? OfSubject(Session session, string subject) => session.One<AccountRow>(Sql.OfSubject, new { subject });

    public IReadOnlyList<AccountRow> All(Session session) => session.All<AccountRow>(Sql.All);

    /// <summary>All that may change of an account, as it is given.</summary>
    public void Put(Session session, AccountRow row) => session.Execute(Sql.Update, row);

    public IReadOnlyList<DutyRow> Duties(Session session) => session.All<DutyRow>(Sql.Duties);

    public IReadOnlyList<DutyRow> DutiesOf(Session session, string account) => session.All<DutyRow>(Sql.DutiesOf, new { account });

    /// <summary>False when the account has it already.</summary>
    public bool Grant(Session session, DutyRow duty) => session.Execute(Sql.Grant, duty) == 1;

    /// <summary>False when the account has it not.</summary>
    public bool Revoke(Session session, DutyRow duty) => session.Execute(Sql.Revoke, duty) == 1;

    public VisitRow? Visit(Session session, string id) => session.One<VisitRow>(Sql.Visit, new { id });

    public void Begin(Session session, VisitRow visit) => session.Execute(Sql.BeginVisit, visit);

    public void Seen(Session session, string id, string at) => session.Execute(Sql.SeenVisit, new { id, at });

    public void End(Session session, string id) => session.Execute(Sql.EndVisit, new { id });

    /// <summary>The visits of an account other than one; "" = all.</summary>
    public void EndAll(Session session, string account, string but = "") => session.Execute(Sql.EndVisits, new { account, but });

    internal static class Sql
    {
        public const string Insert = """
            insert into account (name, real_name, subject, password, must_change, password_at, created_at)
            values (@Name, @RealName, @Subject, @Password, @MustChange, @PasswordAt, @CreatedAt) on conflict (name) do nothing
            """;
        public const string Find = "select * from account where name = @name";
        public const string OfSubject = "select * from account where subject = @subject";
        // A few hundred rows at most: the whole list is the answer.
        public const string All = "select * from account order by name";
        public const string Update = """
            update account set real_name = @RealName, subject = @Subject, password = @Password, must_change = @MustChange, password_at = @PasswordAt,
              failures = @Failures, locked_until = @LockedUntil, last_login_at = @LastLoginAt, disabled_at = @DisabledAt where name = @Name
            """;
        public const string Duties = "select * from duty order by account, role, region";
        public const string DutiesOf = "select * from duty where account = @account order by role, region";
        public const string Grant = """
            insert into duty (account, role, region, granted_at, granted_by) values (@Account, @Role, @Region, @GrantedAt, @GrantedBy) on conflict do nothing
            """;
        public const string Revoke = "delete from duty where account = @Account and role = @Role and region = @Region";
        public const string Visit = "select * from visit where id = @id";
        public const string BeginVisit = "insert into visit (id, account, began_at, seen_at) values (@Id, @Account, @BeganAt, @SeenAt)";
        public const string SeenVisit = "update visit set seen_at = @at where id = @id";
        public const string EndVisit = "delete from visit where id = @id";
        public const string EndVisits = "delete from visit where account = @account and id <> @but";
    }
}
