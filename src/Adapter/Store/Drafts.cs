namespace Adapter.Store;

/// <summary>What a person has begun to write and not yet handed in: kept here, so that no lost connection takes it along.</summary>
sealed class Drafts
{
    public byte[]? Find(Session session, string account, string about) => session.One<byte[]>(Sql.Find, new { account, about });

    public void Put(Session session, string account, string about, byte[] payload, string at) => session.Execute(Sql.Put, new { account, about, payload, at });

    public void Remove(Session session, string account, string about) => session.Execute(Sql.Remove, new { account, about });

    internal static class Sql
    {
        public const string Find = "select payload from draft where account = @account and about = @about";
        public const string Put = """
            insert into draft (account, about, payload, saved_at) values (@account, @about, @payload, @at)
            on conflict (account, about) do update set payload = excluded.payload, saved_at = excluded.saved_at
            """;
        public const string Remove = "delete from draft where account = @account and about = @about";
    }
}
