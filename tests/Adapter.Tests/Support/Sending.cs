using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Tests.Support;

/// <summary>Uploads in any state, and a ministry played by hand: the rows change as if a sender had sent them.</summary>
sealed class Sending(AppFixture fixture)
{
    const string Kind = "audit-result";

    /// <summary>An upload of a region, brought to a state.</summary>
    public Task<UploadRow> Held(string region, int seed, string state = UploadState.Failed, string? code = "30000001", Func<Message, Message>? change = null) =>
        fixture.Get<Writer>().Write(session => fixture.Get<Outbox>().Enqueue(session, Row((change ?? (record => record))(Some.AuditResult(seed).With("AAB301", region))) with
        {
            State = state,
            Class = state == UploadState.Failed ? "DataError" : null,
            Code = state == UploadState.Failed ? code : null,
            Message = state == UploadState.Failed ? "必填项为空" : null,
            SettledAt = state is UploadState.Failed or UploadState.Delivered or UploadState.Discarded ? Stamp.Of(fixture.Time.GetUtcNow()) : null,
        }));

    /// <summary>Sends what is due in a region; all of it becomes this. How many were sent.</summary>
    public Task<int> Send(string region, string becomes) => fixture.Get<Writer>().Write(session =>
    {
        var batches = fixture.Get<Batches>();
        var claims = batches.Take(session, new() { Kind = Kind, AAB301 = region }, null, 1, 500, Stamp.Never, (_, sequence) => new()
        {
            MessageId = $"sent-{sequence}",
            BatchNo = "1",
            Kind = Kind,
            AAB301 = region,
            Body = [],
            EncType = "NONE",
            SymmetricKey = "",
            IV = "",
        });
        if (claims is not [var claim]) return 0;
        batches.Settle(session, [new(claim.Batch, [.. claim.Rows.Select(row => new Settlement
        {
            Row = row, State = becomes, Class = becomes == UploadState.Delivered ? "Ok" : "DataError",
            Code = becomes == UploadState.Delivered ? "00000000" : "30000002", Message = "",
        })], 1)]);
        return claim.Rows.Count;
    });

    public string State(UploadRow row) => fixture.Database.Read(session => fixture.Get<Outbox>().Find(session, row.Id))!.State;

    public IReadOnlyList<string> States(IEnumerable<UploadRow> rows) => [.. rows.Select(State)];

    UploadRow Row(Message record) => new()
    {
        Kind = Kind,
        AAB301 = record["AAB301"]!,
        AAZ341 = record["AAZ341"]!,
        Person = fixture.Get<Persons>().HashOf(record),
        Digest = Adapter.Wire.ContentDigest.Of(record),
        Payload = record.ToUtf8(),
    };
}
