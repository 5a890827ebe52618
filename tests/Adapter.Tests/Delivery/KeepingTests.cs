using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class KeepingTests
{
    [Fact]
    public async Task What_may_have_been_sent_when_the_program_was_killed_is_a_persons_where_it_may_not_go_twice()
    {
        await using var store = new StoreUnderTest();
        var lane = new Lane { Kind = "audit-result", AAB301 = "330102" };
        var row = await store.Writer.Write(session => store.Outbox.Enqueue(session, Store.StoreTests.Upload("330102260213000001")));
        await store.Writer.Write(session => store.Batches.Take(session, lane, null, 1, 20, store.Now, (_, sequence) => new()
        {
            MessageId = $"m{sequence}",
            BatchNo = "1",
            Kind = lane.Kind,
            AAB301 = lane.AAB301,
            Body = [],
            EncType = "NONE",
            SymmetricKey = "",
            IV = "",
        }));

        await store.Writer.Write(session => store.Batches.Recover(session, Stamp.Never, isParked: true));

        Assert.Null(await store.Writer.Write(session => store.Batches.TakeUnknown(session, lane, Stamp.Never)));
        Assert.Equal((UploadState.Unknown, Stamp.Never), (store.Database.Read(session => store.Outbox.Find(session, row.Id))!.State, store.Database.Read(session => store.Outbox.Find(session, row.Id))!.DueAt));
    }

    [Fact]
    public void What_the_platform_repeats_of_a_person_is_not_kept()
    {
        var record = Some.AuditResult(7);
        var row = new UploadRow { Kind = "audit-result", AAB301 = Some.Region, AAZ341 = "1", Digest = "", Payload = record.ToUtf8() };
        var message = $"{record["AAC003"]}的地址{record["AAC010"]}有误，代码21";

        var kept = Redaction.Of(Agreement.Embedded.Kind("audit-result"), new() { Row = row, State = UploadState.Failed, Class = "DataError", Code = "30000003", Message = message, Why = message });

        Assert.Equal("***的地址***有误，代码21", kept.Message);
        Assert.Equal(kept.Message, kept.Why);
    }
}
