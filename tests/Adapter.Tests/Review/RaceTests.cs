using System.Net;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

public sealed class RaceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    const int Races = 1000;

    [Fact]
    public async Task Of_two_reviewers_exactly_one_decides()
    {
        await fixture.Receive(Enumerable.Range(1, Races).Select(Some.Application));
        using var second = await fixture.ClientWith("review");

        for (var seed = 1; seed <= Races; seed++)
        {
            var number = Some.Application(seed)["ADC201"]!;
            var answers = await Task.WhenAll(fixture.Client.Decide(number), second.Decide(number, "2"));

            Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Conflict], answers.Select(answer => answer.Status).Order());
        }

        var rows = fixture.Database.Read(session => fixture.Get<UploadList>().List(session, new() { Limit = 2 * Races }));
        Assert.Equal(Races, rows.Count);
        Assert.Equal(Races, rows.Select(row => row.AAZ341).Distinct().Count());
        Assert.Equal(Races, rows.Select(row => row.ADC201).Distinct().Count());
    }

    [Fact]
    public async Task A_double_click_decides_once_and_both_clicks_hear_the_same()
    {
        await fixture.Receive(Enumerable.Range(2001, 50).Select(Some.Application));

        for (var seed = 2001; seed <= 2050; seed++)
        {
            var number = Some.Application(seed)["ADC201"]!;
            var answers = await Task.WhenAll(fixture.Client.Decide(number), fixture.Client.Decide(number));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Accepted], answers.Select(answer => answer.Status).Order());
            Assert.Equal((string)answers[0]["AAZ341"]!, (string)answers[1]["AAZ341"]!);
        }
    }

    [Fact]
    public async Task A_decision_on_a_version_that_is_no_longer_held_is_not_taken()
    {
        var application = Some.Application(3001);
        var number = application["ADC201"]!;
        await fixture.Receive(application);
        await fixture.Receive(application.With("AAC067", "19900009999"));

        var early = await fixture.Client.Decide(number, further: new { version = 1 });
        var again = await fixture.Client.Decide(number, further: new { version = 2 });
        var repeated = await fixture.Client.Decide(number, further: new { version = 2 });

        Assert.Equal((HttpStatusCode.Conflict, "application.changed"), (early.Status, early.Code));
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (again.Status, repeated.Status));
    }
}
