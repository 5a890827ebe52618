using System.Net;
using Adapter.Contracts;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

/// <summary>An operator mends what the platform refused; and sees first what was refused for the same reason.</summary>
public sealed class MendCallTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly HttpClient client = fixture.Client;
    readonly Sending sending = new(fixture);

    static string Path(UploadRow row) => $"/api/uploads/{UploadKey.Of(row)}";

    static object Body(string code, string value, string reason = "代码有误") => new { fields = new Dictionary<string, string> { [code] = value }, reason };

    IReadOnlyList<UploadRow> Versions(UploadRow row) => fixture.Database.Read(session => fixture.Get<Outbox>().Versions(session, row.Kind, row.AAB301, row.AAZ341));

    [Fact]
    public async Task A_refused_upload_is_mended_under_its_own_key_and_the_old_content_stays()
    {
        var row = await sending.Held("373001", 1);
        var before = (string)(await client.Look(Path(row)))["fields"]["AAC011"]!;
        var other = before == "20" ? "30" : "20";

        var answer = await client.Put(Path(row), Body("AAC011", other));
        var again = await client.Put(Path(row), Body("AAC011", other));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (answer.Status, again.Status));
        Assert.Equal(("waiting", row.AAZ341), ((string)answer["state"]!, (string)answer["AAZ341"]!));
        Assert.Equal([("discarded", 0L), ("waiting", 0L)], Versions(row).Select(version => (version.State, version.Correction)));
        var shown = await client.Look(Path(row));
        var difference = Assert.Single(shown["versions"][1]!["differences"]!.AsArray())!;
        Assert.Equal(("AAC011", before, other), ((string)difference["field"]!, (string)difference["before"]!, (string)difference["after"]!));
        Assert.Equal("代码有误", (string)shown["versions"][1]!["reason"]!);
    }

    [Theory]
    [InlineData("AAC003")]
    [InlineData("AAC002")]
    [InlineData("AAC004")]
    [InlineData("AAE540")]
    [InlineData("aae540")]
    [InlineData("AAE360")]
    [InlineData("AAE011")]
    [InlineData("AAZ341")]
    [InlineData("AAB301")]
    [InlineData("ADC201")]
    [InlineData("XXX001")]
    public async Task Who_it_is_and_what_was_decided_is_not_mended_here(string code)
    {
        var row = await sending.Held("373002", 2);

        var answer = await client.Put(Path(row), Body(code, "1"));

        Assert.Equal((HttpStatusCode.BadRequest, "mend.field"), (answer.Status, answer.Code));
        Assert.Equal(code, (string)Assert.Single(answer["members"].AsArray())!);
        Assert.Equal("failed", Versions(row)[^1].State);
    }

    [Theory]
    [InlineData(UploadState.Waiting, "upload.not-refused")]
    [InlineData(UploadState.Delivered, "upload.not-refused")]
    [InlineData(UploadState.Discarded, "upload.not-refused")]
    [InlineData(UploadState.Sending, "upload.open")]
    [InlineData(UploadState.Unknown, "upload.open")]
    public async Task Only_what_was_refused_is_mended(string state, string code)
    {
        var row = await sending.Held("373003", 10 + UploadState.All.ToList().IndexOf(state), state);

        var answer = await client.Put(Path(row), Body("AAC010", "泉城路9号"));

        Assert.Equal((HttpStatusCode.Conflict, code), (answer.Status, answer.Code));
        Assert.Single(Versions(row));
    }

    [Fact]
    public async Task What_would_be_refused_again_is_not_saved_and_says_why()
    {
        var row = await sending.Held("373004", 20);

        var answer = await client.Put(Path(row), Body("AAC011", "9x"));
        var silent = await client.Put(Path(row), Body("AAC011", "20", reason: " "));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "findings"), (answer.Status, answer.Code));
        Assert.Contains(answer["findings"].AsArray(), finding => ((string)finding!["field"]!, (string)finding["rule"]!) == ("AAC011", "code"));
        Assert.Equal((HttpStatusCode.BadRequest, "reason.missing"), (silent.Status, silent.Code));
        Assert.Equal("failed", Assert.Single(Versions(row)).State);
    }

    [Fact]
    public async Task A_refused_deregistration_is_mended_too()
    {
        var record = Some.Deregistration(21).With("AAB301", "373005");
        await client.Hand("/api/deregistrations", record.ToJson());
        await fixture.Get<Writer>().Write(session => session.Execute("update upload set state = 'failed', class = 'DataError' where AAB301 = '373005'"));

        var answer = await client.Put($"/api/uploads/deregistration/{record.Key}", Body("AAE013", "原因见附件"));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal("原因见附件", (string)(await client.Look($"/api/uploads/deregistration/{record.Key}"))["fields"]["AAE013"]!);
    }

    [Fact]
    public async Task Mending_needs_the_scope_of_an_operator_and_a_key_that_is_held()
    {
        var row = await sending.Held("373006", 22);
        using var reviewer = await fixture.ClientWith("read", "review", "submit");

        Assert.Equal("scope.missing", (await reviewer.Put(Path(row), Body("AAC011", "20"))).Code);
        Assert.Equal("upload.not-found", (await client.Put("/api/uploads/audit-result/373006/1", Body("AAC011", "20"))).Code);
        Assert.Equal("upload.not-found", (await client.Put("/api/uploads/application/373006/1", Body("AAC011", "20"))).Code);
    }

    [Fact]
    public async Task What_was_refused_is_counted_by_its_reason_the_many_first()
    {
        for (var seed = 30; seed < 33; seed++) await sending.Held("373007", seed, code: "30000002");
        var one = await sending.Held("373007", 33, code: "30000001");
        await sending.Held("373007", 34, UploadState.Delivered);

        var groups = await client.Look("/api/uploads/groups?region=373007");
        await client.Put(Path(one), Body("AAC010", "泉城路9号"));
        var fewer = await client.Look("/api/uploads/groups?region=373007");
        var waiting = await client.Look("/api/uploads/groups?region=373007&state=waiting");

        Assert.Equal([("30000002", 3), ("30000001", 1)], groups["items"].AsArray().Select(group => ((string)group!["code"]!, (int)group["count"]!)));
        Assert.Equal("30000002", (string)Assert.Single(fewer["items"].AsArray())!["code"]!);
        Assert.Equal(1, (int)Assert.Single(waiting["items"].AsArray())!["count"]!);
        Assert.Equal("query.invalid", (await client.Look("/api/uploads/groups?state=faild")).Code);
    }
}
