using System.Net;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

public sealed class SubmissionTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    const string Results = "/api/audit-results";
    const string Ends = "/api/deregistrations";
    readonly HttpClient client = fixture.Client;

    static Message Local(int seed) => Some.AuditResult(seed).With("ADC201", null);

    Task Accepted(params Message[] history) =>
        fixture.Get<Baseline>().Import(new("test", Actor.Shell), history[0].Kind, history, decided: false, null, default);

    [Fact]
    public async Task A_record_is_taken_known_again_and_refused_with_other_content()
    {
        var record = Local(201);

        var first = await client.Hand(Results, record.ToJson());
        var again = await client.Hand(Results, record.ToJson());
        var other = await client.Hand(Results, record.With("AAC010", "泉城路2号").ToJson());

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.Conflict], [first.Status, again.Status, other.Status]);
        Assert.Equal("waiting", (string)first["state"]!);
        Assert.Equal("serial.reused", other.Code);
        Assert.Equal(["serial.reused"], other.Rules);
    }

    [Fact]
    public async Task A_faulty_record_is_not_taken()
    {
        var record = Local(202).With("AAC067", "1");

        var answer = await client.Hand(Results, record.ToJson());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["mobile"], answer.Rules);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Look($"/api/uploads/audit-result/{record.Key}")).Status);
    }

    [Fact]
    public async Task An_array_is_answered_row_by_row_in_its_order()
    {
        var rows = new JsonArray(
            JsonNode.Parse(Local(203).ToJson()), JsonNode.Parse(Local(204).With("AAC003", "张 伟").ToJson()), 17, JsonNode.Parse(Local(203).ToJson()));

        var answer = await client.Hand(Results, rows.ToJsonString());

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([202, 422, 422, 200], answer.Body!.AsArray().Select(row => (int)row!["status"]!));
        Assert.Equal([1, 2, 3, 4], answer.Body!.AsArray().Select(row => (int)row!["row"]!));
        Assert.Equal("malformed", (string)answer.Body[2]!["findings"]![0]!["rule"]!);
    }

    [Fact]
    public async Task An_unlisted_member_is_kept_as_a_finding_and_not_sent()
    {
        var record = JsonNode.Parse(Local(205).ToJson())!.AsObject();
        record["state"] = "delivered";

        var answer = await client.Hand(Results, record.ToJsonString());

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal("unknown-field", (string)answer["findings"][0]!["rule"]!);
        Assert.Equal("waiting", (string)answer["state"]!);
    }

    [Fact]
    public async Task A_result_that_names_a_held_application_closes_it()
    {
        await fixture.Receive(Some.Application(206));
        var result = Some.AuditResult(206);

        var answer = await client.Hand(Results, result.ToJson());
        var second = await client.Hand(Results, result.With("AAZ341", "370102260213880206").ToJson());

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var application = await client.Look($"/api/applications/{result["ADC201"]}");
        Assert.Equal(("decided", result["AAZ341"]), ((string)application["state"]!, (string)application["decision"]["AAZ341"]!));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.Status);
        Assert.Contains("application.decided", second.Rules);
    }

    [Fact]
    public async Task A_result_of_a_person_with_an_open_application_names_it_or_is_confirmed()
    {
        await fixture.Receive(Some.Application(207));
        var record = JsonNode.Parse(Local(207).ToJson())!.AsObject();

        var refused = await client.Hand(Results, record.ToJsonString());
        record["confirm"] = new JsonArray("application.missing");
        var taken = await client.Hand(Results, record.ToJsonString());

        Assert.Contains("application.missing", refused.Rules);
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
    }

    [Fact]
    public async Task An_application_of_another_region_is_not_answered_from_here()
    {
        await fixture.Receive(Some.Application(208));

        var answer = await client.Hand(Results, Some.AuditResult(208).With("AAB301", "370103").ToJson());

        Assert.Contains("application.number", answer.Rules);
    }

    [Fact]
    public async Task A_deregistration_is_judged_against_the_registration_that_is_held()
    {
        await Accepted(Local(209).With("AAE036", "20260212"));
        var end = Some.Deregistration(209).With("ADC210", "20260211");

        var unknown = await client.Hand(Ends, Some.Deregistration(210).ToJson());
        var early = await client.Hand(Ends, end.ToJson());
        await Accepted(end.With("AAZ341", "370102260213880209").With("ADC210", "20260212"));
        var ended = await client.Hand(Ends, end.With("AAZ341", "370102260213880210").ToJson());

        Assert.Equal(["registration.unknown"], unknown["findings"].AsArray().Select(finding => (string)finding!["rule"]!));
        Assert.Equal(["registration.order"], early["findings"].AsArray().Select(finding => (string)finding!["rule"]!));
        Assert.Equal(["registration.ended", "registration.order"], ended["findings"].AsArray().Select(finding => (string)finding!["rule"]!));
    }

    [Fact]
    public async Task A_forbidden_ground_of_deregistration_is_confirmed_with_a_remark()
    {
        var record = JsonNode.Parse(Some.Deregistration(211).With("AJC00A", "31").ToJson())!.AsObject();
        record["confirm"] = new JsonArray("policy.ground");

        var refused = await client.Hand(Ends, record.ToJsonString());
        record["AAE013"] = "本人已在外省就业";
        var taken = await client.Hand(Ends, record.ToJsonString());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
    }

    [Fact]
    public async Task Five_hundred_texts_of_metacharacters_are_only_texts()
    {
        string[] seeds = ["'", "' OR 1=1--", "%", "_", "\\", "\"", ";drop table upload;--", "%' ESCAPE '", "--", "/*", "@p0", ":p0", "$1", "NULL", "\u2028"];
        var texts = Enumerable.Range(0, 500).Select(n => $"{seeds[n % seeds.Length]}{n}{seeds[n / seeds.Length % seeds.Length]}").ToList();

        var rows = new JsonArray([.. texts.Select((text, place) => JsonNode.Parse(
            Local(3000 + place).With("AAZ341", $"370102260213{770000 + place}").With("AAC046", text).ToJson()))]);
        var answer = await client.Hand(Results, rows.ToJsonString());

        Assert.All(answer.Body!.AsArray(), row => Assert.Equal(202, (int)row!["status"]!));
        var held = fixture.Database.Read(session => texts.Select((_, place) =>
            fixture.Get<Outbox>().Latest(session, "audit-result", Some.Region, $"370102260213{770000 + place}")!.Payload).ToList());
        Assert.Equal(texts, held.Select(payload => MessageReader.Read(Agreement.Embedded.Kind("audit-result"), payload)["AAC046"]!));
        foreach (var text in texts.Take(50))
        {
            foreach (var filter in new[] { "region", "rule", "code" })
                Assert.Empty((await client.Look($"/api/uploads?{filter}={Uri.EscapeDataString(text + "x")}"))["items"].AsArray());
            foreach (var filter in new[] { "state", "kind" })
                Assert.Equal("query.invalid", (await client.Look($"/api/uploads?{filter}={Uri.EscapeDataString(text + "x")}")).Code);
        }
    }

    [Fact]
    public async Task A_registration_on_its_way_is_one_already()
    {
        var first = Local(4000).With("AAZ341", "370102260213780001");
        await client.Hand(Results, first.ToJson());

        var second = await client.Hand(Results, first.With("AAZ341", "370102260213780002").ToJson());

        Assert.Equal(HttpStatusCode.Accepted, second.Status);
        Assert.Contains("person.duplicate", second.Rules);
    }
}
