using System.Net;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Review;

public sealed class RaceTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    const int Races = 200;

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

        var rows = fixture.Database.Read(session => fixture.Get<UploadList>().List(session, new() { Limit = 1000 }));
        Assert.Equal(Races, rows.Count);
        Assert.Equal(Races, rows.Select(row => row.AAZ341).Distinct().Count());
        Assert.Equal(Races, rows.Select(row => row.ADC201).Distinct().Count());
    }
}
