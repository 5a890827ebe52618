using System.Net;
using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

public sealed class CorrectionTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly HttpClient client = fixture.Client;

    static string Path(Message result) => $"/api/audit-results/{result.Key}/correction";

    async Task<Message> Delivered(int seed)
    {
        await fixture.Get<Baseline>().Import(new("test", Actor.Shell), Some.AuditResult(seed).Kind, [Some.AuditResult(seed)], decided: false, null, default);
        return Some.AuditResult(seed);
    }

    IReadOnlyList<UploadRow> Versions(Message result) => fixture.Database.Read(session =>
        fixture.Get<Outbox>().Versions(session, "audit-result", result["AAB301"]!, result["AAZ341"]!));

    [Fact]
    public async Task A_delivered_result_gets_a_version_that_is_declared_as_its_correction()
    {
        var result = await Delivered(301);

        var answer = await client.Hand(Path(result), """{"fields":{"AAC010":"泉城路9号"},"reason":"录入有误"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var versions = Versions(result);
        Assert.Equal([("delivered", 0L), ("waiting", 1L)], versions.Select(version => (version.State, version.Correction)));
        Assert.Equal("录入有误", versions[1].Reason);
        var shown = await client.Look($"/api/uploads/audit-result/{result.Key}");
        Assert.Equal("AAC010", (string)shown["versions"][1]!["differences"]![0]!["field"]!);
        Assert.Contains((await client.Look("/api/events?limit=200"))["items"].AsArray(), item =>
            (string)item!["type"]! == "corrected" && (string)item["AAZ341"]! == result["AAZ341"]);
    }

    [Fact]
    public async Task What_was_never_delivered_is_stopped_and_goes_as_new()
    {
        var result = Some.AuditResult(302).With("ADC201", null);
        await client.Hand("/api/audit-results", result.ToJson());

        await client.Hand(Path(result), """{"fields":{"AAC010":"泉城路9号"},"reason":"录入有误"}""");

        Assert.Equal([("discarded", 0L), ("waiting", 0L)], Versions(result).Select(version => (version.State, version.Correction)));
    }

    [Fact]
    public async Task The_same_correction_again_adds_nothing()
    {
        var result = await Delivered(303);
        const string body = """{"fields":{"AAC010":"泉城路9号"},"reason":"录入有误"}""";

        await client.Hand(Path(result), body);
        var again = await client.Hand(Path(result), body);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(2, Versions(result).Count);
    }

    [Theory]
    [InlineData("AAC003", "李四", 422)]
    [InlineData("AAC004", "9", 422)]
    [InlineData("AAC067", "1", 422)]
    [InlineData("AAZ341", "1", 400)]
    [InlineData("ADC201", "SQ9", 400)]
    [InlineData("AAE127", "20260101", 400)]
    [InlineData("state", "delivered", 400)]
    public async Task What_may_not_be_corrected_is_refused(string code, string value, int status)
    {
        var result = await Delivered(304);

        var answer = await client.Hand(Path(result), new { fields = new Dictionary<string, string> { [code] = value }, reason = "测试" });

        Assert.Equal(status, (int)answer.Status);
        Assert.Single(Versions(result));
    }

    [Fact]
    public async Task A_region_that_has_left_the_list_is_no_reason_to_refuse_a_correction()
    {
        var result = Some.AuditResult(305).With("AAB301", "370105").With("ADC201", null);
        await fixture.Get<Baseline>().Import(new("test", Actor.Shell), result.Kind, [result], decided: false, null, default);

        var answer = await client.Hand(Path(result), """{"fields":{"AAC010":"泉城路9号"},"reason":"录入有误"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("""["conflict.ours"]""", 1)]
    public async Task What_the_platform_holds_otherwise_is_replaced_only_when_a_person_says_that_it_is_ours(string confirm, long correction)
    {
        var result = Some.AuditResult(320 + (int)correction).With("ADC201", null);
        await client.Hand("/api/audit-results", result.ToJson());
        await fixture.Get<Writer>().Write(session => session.Execute(
            "update upload set state = 'failed', class = 'Conflict', code = '40000002' where AAZ341 = @serial", new { serial = result["AAZ341"] }));

        var answer = await client.Hand(Path(result), $$"""{"fields":{"AAC010":"泉城路9号"},"reason":"已与部平台核对","confirm":{{confirm}}}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal(correction, Versions(result)[^1].Correction);
    }

    [Fact]
    public async Task A_result_whose_outcome_is_open_is_not_corrected()
    {
        var result = Some.AuditResult(306).With("AAB301", "370103").With("ADC201", null);
        await client.Hand("/api/audit-results", result.ToJson());
        await fixture.Get<Writer>().Write(session => fixture.Get<Batches>().Take(session, new() { Kind = "audit-result", AAB301 = "370103" }, null, 1, 1, Stamp.Never,
            (rows, sequence) => new() { MessageId = $"M{sequence}", BatchNo = "1", Kind = "audit-result", AAB301 = "370103", Body = [], EncType = "NONE", SymmetricKey = "", IV = "" }));

        var answer = await client.Hand(Path(result), """{"fields":{"AAC010":"泉城路9号"},"reason":"录入有误"}""");

        Assert.Equal((HttpStatusCode.Conflict, "upload.open"), (answer.Status, answer.Code));
    }
}

public sealed class WithoutCorrectionTests(WithoutCorrectionTests.Fixture fixture) : IClassFixture<WithoutCorrectionTests.Fixture>
{
    public sealed class Fixture : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) =>
            settings with { Ministry = settings.Ministry with { Capabilities = ["Upsert", "ReRead"] } };
    }

    [Fact]
    public async Task A_platform_that_takes_no_corrections_is_told_about_the_other_way()
    {
        var result = Some.AuditResult(1);
        await fixture.Get<Baseline>().Import(new("test", Actor.Shell), result.Kind, [result], decided: false, null, default);

        var answer = await fixture.Client.Hand($"/api/audit-results/{result.Key}/correction", """{"fields":{"AAC010":"泉城路9号"},"reason":"录入有误"}""");

        Assert.Equal((HttpStatusCode.Conflict, "correction.unsupported"), (answer.Status, answer.Code));
        Assert.Contains("注销", (string)answer["detail"]!);
    }
}
