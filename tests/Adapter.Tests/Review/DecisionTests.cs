using System.Net;
using Adapter.Contracts;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

public sealed class DecisionTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    readonly HttpClient client = fixture.Client;

    async Task<string> Held(int seed, Func<Message, Message>? change = null)
    {
        var application = change is null ? Some.Application(seed) : change(Some.Application(seed));
        await fixture.Receive(application);
        return application["ADC201"]!;
    }

    UploadRow Upload(Answer answer) => fixture.Database.Read(session =>
        fixture.Get<Outbox>().Latest(session, "audit-result", (string)answer["AAB301"]!, (string)answer["AAZ341"]!))!;

    Message Sent(Answer answer) => MessageReader.Read(Agreement.Embedded.Kind("audit-result"), Upload(answer).Payload);

    [Fact]
    public async Task An_approval_becomes_the_audit_result_of_its_application()
    {
        var number = await Held(101);

        var answer = await client.Decide(number);

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        var (sent, given) = (Sent(answer), Some.Application(101));
        Assert.Equal(46, sent.Kind.Fields.Count);
        Assert.Equal("370102260213000001"[..12], sent["AAZ341"]![..12]);
        Assert.Equal("20260213", sent["AAE036"]);
        Assert.All(given.Kind.Fields.Where(field => sent.Kind.Find(field.Code) is not null), field => Assert.Equal(given[field.Code] ?? "", sent[field.Code] ?? ""));
        Assert.Equal(1, Upload(answer).Registers);
    }

    [Fact]
    public async Task The_deadline_is_three_working_days_after_the_application_and_goes_with_the_upload()
    {
        var number = await Held(102, application => application.With("AAE127", "20260213"));

        var answer = await client.Decide(number);

        Assert.Equal("2026-02-25", (string)(await client.Look($"/api/applications/{number}"))["deadline"]!);
        Assert.Equal("2026-02-25", Upload(answer).Deadline);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Of_an_applicants_own_errors_only_what_cannot_fit_must_be_mended(string result)
    {
        var address = new string('路', 129) + "号";
        var number = await Held(result == "1" ? 103 : 104, application => application
            .With("AAC067", "1991234567").With("AAC046", "泺源大街\n1号").With("AAC010", address).With("AAB299", "660000"));

        var refused = await client.Decide(number, result);
        var taken = await client.Decide(number, result, new { corrections = new { AAC010 = "泉城路1号" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["length"], refused["findings"].AsArray().Where(finding => (string)finding!["severity"]! == "error").Select(finding => (string)finding!["rule"]!));
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
        var sent = Sent(taken);
        Assert.Equal(("1991234567", "泺源大街\n1号", "660000", "泉城路1号"), (sent["AAC067"], sent["AAC046"], sent["AAB299"], sent["AAC010"]));
        Assert.Contains(taken["findings"].AsArray(), finding => (string)finding!["rule"]! == "mobile" && (bool)finding["inherited"]!);
    }

    [Fact]
    public async Task The_same_decision_again_is_known_and_another_is_refused()
    {
        var number = await Held(105);
        var first = await client.Decide(number);

        var again = await client.Decide(number);
        var other = await client.Decide(number, "2");

        Assert.Equal((HttpStatusCode.OK, (string)first["AAZ341"]!), (again.Status, (string)again["AAZ341"]!));
        Assert.Equal((HttpStatusCode.Conflict, "application.decided"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_decision_whose_given_serial_is_another_is_refused()
    {
        var number = await Held(106);
        await client.Decide(number, further: new { AAZ341 = "370102260213990001" });

        var answer = await client.Decide(number, further: new { AAZ341 = "370102260213990002" });

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
    }

    [Fact]
    public async Task A_ground_that_is_forbidden_is_confirmed_by_a_person()
    {
        var number = await Held(107);
        var ground = Agreement.Embedded.RefusalGrounds[0];

        var refused = await client.Decide(number, "2", new { AAE360 = ground });
        var taken = await client.Decide(number, "2", new { AAE360 = ground, confirm = new[] { "policy.refusal" } });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("policy.refusal", refused.Rules);
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
    }

    [Theory]
    [InlineData("AAC003", "李四", 422)]
    [InlineData("AAC002", "11010119900307002X", 422)]
    [InlineData("AAE127", "20260201", 400)]
    [InlineData("ADC201", "SQ1", 400)]
    [InlineData("AAE013", "备注", 400)]
    [InlineData("state", "decided", 400)]
    public async Task What_is_locked_is_not_corrected(string code, string value, int status)
    {
        var number = await Held(108);

        var answer = await client.Decide(number, further: new { corrections = new Dictionary<string, string> { [code] = value } });

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("pending", (string)(await client.Look($"/api/applications/{number}"))["state"]!);
    }

    [Theory]
    [InlineData("""{"AAE540":"1","AAE011":"经办员","state":"decided","role":"admin"}""", "state", "role")]
    [InlineData("""{"AAE540":"1","AAE011":"经办员","Findings":[]}""", "Findings")]
    public async Task Members_that_a_decision_does_not_have_are_refused_by_name(string body, params string[] members)
    {
        var number = await Held(109);

        var answer = await client.Hand($"/api/applications/{number}/decision", body);

        Assert.Equal((HttpStatusCode.BadRequest, "body.member"), (answer.Status, answer.Code));
        Assert.Equal(members, answer["members"].AsArray().Select(member => (string)member!));
        Assert.Equal("pending", (string)(await client.Look($"/api/applications/{number}"))["state"]!);
    }

    [Fact]
    public async Task A_member_that_stands_twice_is_refused()
    {
        var number = await Held(110);

        var answer = await client.Hand($"/api/applications/{number}/decision", """{"AAE540":"1","AAE011":"经办员","aae540":"2"}""");

        Assert.Equal((HttpStatusCode.BadRequest, "body.malformed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_application_that_is_not_held_is_not_found()
    {
        var answer = await client.Decide("SQ-NOBODY");

        Assert.Equal((HttpStatusCode.NotFound, "application.not-found"), (answer.Status, answer.Code));
    }
}
