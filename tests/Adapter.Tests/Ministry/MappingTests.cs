using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Tests.Support;
using WireMock.Server;

namespace Adapter.Tests.Ministry;

public sealed class MappingTests : IDisposable
{
    readonly WireMockServer server = Mappings.Serve();
    readonly MinistryRig rig;

    public MappingTests() => rig = new(server.Url!, change: settings => settings with { Ministry = settings.Ministry with { Sign = new() { Type = "NONE" } } });

    [Fact]
    public async Task The_five_calls_are_answered()
    {
        var page = rig.Client.ReadPage(await rig.Client.Download(MinistryRig.Question, default));
        Assert.Equal((OutcomeClass.Ok, 1, 1), (page.Outcome.Class, page.TotalCount, page.Rows.Count));
        Assert.Equal(OutcomeClass.Ok, Assert.Single((await Upload(Some.AuditResult())).Rows).Outcome.Class);
        Assert.Equal(OutcomeClass.Ok, Assert.Single((await Upload(Some.Deregistration())).Rows).Outcome.Class);
        var held = await rig.Client.Lookup(Some.Region, MinistryRig.Kind, ["370102260213000001"], default);
        Assert.True(Assert.Single(held.Rows).Found);
        Assert.Equal(OutcomeClass.Ok, (await rig.Client.Probe(default)).Class);
    }

    [Theory]
    [InlineData("999429", OutcomeClass.Throttled, 0)]
    [InlineData("999200", OutcomeClass.Unknown, 0)]
    [InlineData("999001", OutcomeClass.Partial, 2)]
    public async Task A_region_chooses_its_fault(string region, object expected, int rows)
    {
        var answer = await Upload(Row(region, 1), Row(region, 2));
        Assert.Equal((expected, rows), (answer.Outcome.Class, answer.Rows.Count));
    }

    [Theory]
    [InlineData("999401", OutcomeClass.AlreadySame)]
    [InlineData("999402", OutcomeClass.Conflict)]
    public async Task A_record_that_exists_is_the_same_or_another(string region, object expected) =>
        Assert.Equal(expected, Assert.Single((await Upload(Row(region, 1))).Rows).Outcome.Class);

    static Message Row(string region, int number) => Some.AuditResult().With("AAB301", region).With("AAZ341", $"{region}26021300000{number}");

    Task<UploadAnswer> Upload(params Message[] rows) => rig.Client.Upload(
        rig.Client.Prepare(rows[0].Kind, rows[0]["AAB301"]!, rig.Client.NewMessageId(rows[0].Kind.Interface, 1), "B1", [.. rows.Select(row => new OutgoingRow(row))]), default);

    public void Dispose()
    {
        rig.Dispose();
        server.Dispose();
    }
}
