using System.Net;
using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Intake;

public sealed class BaselineTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    Task<BaselineReport> Import(params Message[] records) =>
        fixture.Get<Baseline>().Import(new("test", Actor.Shell), records[0].Kind, records, decided: false, null, default);

    [Fact]
    public async Task History_is_held_searchable_and_never_sent_and_taken_once()
    {
        var history = Enumerable.Range(801, 700).Select(seed => Some.AuditResult(seed).With("ADC201", null)).Append(Some.AuditResult().With("AAZ341", "")).ToArray();

        var first = await Import(history);
        var second = await Import(history);

        Assert.Equal((701, 700, 0, 1, 701), (first.Read, first.Taken, first.Known, first.Unusable, first.FirstUnusable));
        Assert.Equal((0, 700), (second.Taken, second.Known));
        var found = await fixture.Client.Hand("/api/uploads/search", new { q = history[0]["AAC002"] });
        Assert.Equal("delivered", (string)Assert.Single(found["items"].AsArray())!["state"]!);
        Assert.DoesNotContain((await fixture.Client.Look("/api/events?limit=200"))["items"].AsArray(), item => (string?)item!["AAZ341"] == history[0]["AAZ341"]);
    }

    [Fact]
    public async Task An_application_that_an_earlier_program_answered_is_not_open()
    {
        await Import(Some.Application(1701), Some.Application(1702));
        await Import(Some.AuditResult(1701), Some.AuditResult(1703));
        await fixture.Receive(Some.Application(1703), Some.Application(1701).With("AAC046", "另一种写法"));

        Assert.Equal(["decided", "pending", "decided"], await Task.WhenAll(new[] { 1701, 1702, 1703 }.Select(State)));
        var decided = await fixture.Client.Decide(Some.Application(1701)["ADC201"]!, "2");
        Assert.Equal(HttpStatusCode.Conflict, decided.Status);

        async Task<string> State(int seed) => (string)(await fixture.Client.Look($"/api/applications/{Some.Application(seed)["ADC201"]}"))["state"]!;
    }

    [Fact]
    public async Task A_deregistration_of_a_registration_of_an_earlier_program_warns_of_nothing()
    {
        await Import(Some.Deregistration(1704).With("AAZ341", "370102250101000001").With("ADC210", "20250101"));
        await Import(Some.AuditResult(1704).With("ADC201", "OLD-1704").With("AAE036", "20260101"));

        var answer = await fixture.Client.Hand("/api/deregistrations", Some.Deregistration(1704).ToJson());

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Empty(answer["findings"].AsArray());
    }
}
