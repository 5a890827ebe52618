using System.Net;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

public sealed class UploadCallTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly HttpClient client = fixture.Client;

    async Task<Message> Taken(int seed, Func<Message, Message>? change = null)
    {
        var record = Some.AuditResult(seed).With("ADC201", null);
        record = change is null ? record : change(record);
        Assert.Equal(HttpStatusCode.Accepted, (await client.Hand("/api/audit-results", record.ToJson())).Status);
        return record;
    }

    static string Path(Message record, string call = "") => $"/api/uploads/audit-result/{record.Key}{call}";

    [Theory]
    [InlineData("state=faild")]
    [InlineData("kind=application")]
    public async Task A_slip_in_a_filter_is_no_empty_list(string filter) =>
        Assert.Equal("query.invalid", (await fixture.Client.Look($"/api/uploads?{filter}")).Code);

    [Theory]
    [InlineData("state", "faild")]
    [InlineData("kind", "application")]
    public async Task A_slip_in_a_filter_replays_nothing(string member, string value) => Assert.Equal("query.invalid",
        (await fixture.Client.Hand("/api/uploads/replay", $$"""{"filter":{"{{member}}":"{{value}}"},"reason":"平台已恢复"}""")).Code);

    [Fact]
    public async Task An_upload_is_stopped_and_restored_with_reasons()
    {
        var record = await Taken(501);

        var stopped = await client.Hand(Path(record, "/discard"), """{"reason":"重复报送"}""");
        var twice = await client.Hand(Path(record, "/discard"), """{"reason":"重复报送"}""");
        var restored = await client.Hand(Path(record, "/restore"), """{"reason":"停发有误"}""");
        var again = await client.Hand(Path(record, "/restore"), """{"reason":"停发有误"}""");

        Assert.Equal(("discarded", "waiting"), ((string)stopped["state"]!, (string)restored["state"]!));
        Assert.Equal(HttpStatusCode.Conflict, twice.Status);
        Assert.Equal((HttpStatusCode.Conflict, "upload.not-discarded"), (again.Status, again.Code));
    }

    [Fact]
    public async Task An_answer_that_is_restored_closes_the_application_that_came_while_it_was_stopped()
    {
        var (application, answer) = await StoppedBeforeItsApplicationCame(511);
        var open = await client.Look($"/api/applications/{application["ADC201"]}");

        await client.Hand(Path(answer, "/restore"), """{"reason":"停发有误"}""");

        var closed = await client.Look($"/api/applications/{application["ADC201"]}");
        Assert.Equal(("pending", "decided"), ((string)open["state"]!, (string)closed["state"]!));
    }

    [Fact]
    public async Task An_answer_is_not_restored_when_another_was_given_while_it_was_stopped()
    {
        var (application, answer) = await StoppedBeforeItsApplicationCame(512);
        Assert.Equal(HttpStatusCode.Accepted, (await client.Decide(application["ADC201"]!)).Status);

        var restored = await client.Hand(Path(answer, "/restore"), """{"reason":"停发有误"}""");

        Assert.Equal((HttpStatusCode.Conflict, "application.decided"), (restored.Status, restored.Code));
    }

    async Task<(Message Application, Message Answer)> StoppedBeforeItsApplicationCame(int seed)
    {
        var application = Some.Application(seed);
        var answer = await Taken(seed, record => record.With("ADC201", application["ADC201"]));
        await client.Hand(Path(answer, "/discard"), """{"reason":"重复报送"}""");
        await fixture.Receive(application);
        return (application, answer);
    }

    [Fact]
    public async Task A_person_is_found_by_number_in_any_spelling_and_by_name_in_a_region_and_a_day()
    {
        var record = await Taken(502, record => record.With("AAC003", "阿依•吐尔逊"));

        var byNumber = await client.Hand("/api/uploads/search", new { q = record["AAC002"]!.Replace('X', 'x') });
        var byName = await client.Hand("/api/uploads/search", new { AAC003 = "阿依·吐尔逊", region = Some.Region, day = "2026-02-13" });
        var otherDay = await client.Hand("/api/uploads/search", new { AAC003 = "阿依·吐尔逊", region = Some.Region, day = "2026-02-12" });
        var everywhere = await client.Hand("/api/uploads/search", new { AAC003 = "阿依·吐尔逊" });

        Assert.Equal(record["AAZ341"], (string)Assert.Single(byNumber["items"].AsArray())!["AAZ341"]!);
        Assert.Equal(record["AAZ341"], (string)Assert.Single(byName["items"].AsArray())!["AAZ341"]!);
        Assert.Empty(otherDay["items"].AsArray());
        Assert.Equal((HttpStatusCode.BadRequest, "search.incomplete"), (everywhere.Status, everywhere.Code));
    }

    [Fact]
    public async Task A_deregistration_says_what_it_waits_for()
    {
        var record = await Taken(503);
        await client.Hand("/api/deregistrations", Some.Deregistration(503).ToJson());

        var shown = await client.Look($"/api/uploads/deregistration/{Some.Deregistration(503).Key}");

        Assert.Equal($"audit-result/{record.Key}", (string)shown["waiting"]["waitsFor"]!);
        Assert.NotEmpty((string)shown["waiting"]["why"]!);
    }

    [Fact]
    public async Task Uploads_are_listed_by_what_they_are_in_pages()
    {
        for (var seed = 510; seed < 515; seed++) await Taken(seed, record => record.With("AAB301", "370103"));

        var first = await client.Look("/api/uploads?region=370103&state=waiting&kind=audit-result&limit=3");
        var rest = await client.Look($"/api/uploads?region=370103&state=waiting&kind=audit-result&limit=3&after={first["next"]}");

        Assert.Equal((3, 2), (first["items"].AsArray().Count, rest["items"].AsArray().Count));
        Assert.Null(rest.Body!["next"]);
    }

    [Fact]
    public async Task A_key_with_read_alone_sees_no_person()
    {
        var record = await Taken(504);
        using var reader = await fixture.ClientWith("read");

        var masked = await reader.Look(Path(record));

        Assert.DoesNotContain(record["AAC002"]!, masked.Text);
        Assert.DoesNotContain(record["AAC003"]!, masked.Text);
        Assert.Equal(record["AAC002"], (string)(await client.Look(Path(record)))["fields"]["AAC002"]!);
    }

    [Fact]
    public async Task An_upload_that_is_not_held_is_not_found()
    {
        Assert.Equal("upload.not-found", (await client.Look("/api/uploads/audit-result/370102/1")).Code);
        Assert.Equal("upload.not-found", (await client.Look("/api/uploads/application/370102/1")).Code);
    }
}
