namespace Adapter.Store;

/// <summary>A filter of a page that a person uses again: the query of its address, in which nothing of a person stands.</summary>
sealed record SavedFilterRow
{
    public long Id { get; init; }
    public required string Account { get; init; }
    public required string Page { get; init; }
    public required string Name { get; init; }
    public required string Filter { get; init; }
    public required string SavedAt { get; init; }
}

sealed class SavedFilters
{
    public IReadOnlyList<SavedFilterRow> Of(Session session, string account, string page) => session.All<SavedFilterRow>(Sql.Of, new { account, page });

    /// <summary>The account's own.</summary>
    public SavedFilterRow? Find(Session session, long id, string account) => session.One<SavedFilterRow>(Sql.Find, new { id, account });

    /// <summary>In the place of one of the same name.</summary>
    public void Put(Session session, SavedFilterRow row) => session.Execute(Sql.Put, row);

    public void Remove(Session session, long id, string account) => session.Execute(Sql.Remove, new { id, account });

    internal static class Sql
    {
        public const string Of = "select * from saved_filter where account = @account and page = @page order by name";
        public const string Find = "select * from saved_filter where id = @id and account = @account";
        public const string Put = """
            insert into saved_filter (account, page, name, filter, saved_at) values (@Account, @Page, @Name, @Filter, @SavedAt)
            on conflict (account, page, name) do update set filter = excluded.filter, saved_at = excluded.saved_at
            """;
        public const string Remove = "delete from saved_filter where id = @id and account = @account";
    }
}
