namespace Adapter.Store;

/// <summary>Results that were taken back by a deregistration, each naming the other. Keys are written as <see cref="UploadKey"/> is.</summary>
sealed class Withdrawals
{
    public void Add(Session session, ProposalRow proposal, UploadKey deregistration) =>
        session.Execute(Sql.Insert, new { result = proposal.Object, deregistration = deregistration.ToString(), proposal = proposal.Id });

    /// <summary>The other one of the two, whichever is asked for; null when it belongs to none.</summary>
    public UploadKey? Of(Session session, string key) => UploadKey.Parse(session.One<string>(Sql.Deregistration, new { key }) ?? session.One<string>(Sql.Result, new { key }));

    internal static class Sql
    {
        public const string Insert = "insert into withdrawal (result, deregistration, proposal_id) values (@result, @deregistration, @proposal)";
        public const string Deregistration = "select deregistration from withdrawal where result = @key";
        public const string Result = "select result from withdrawal where deregistration = @key";
    }
}
