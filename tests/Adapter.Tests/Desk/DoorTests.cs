using System.Net;
using System.Net.Http.Headers;
using Adapter.Desk;
using Adapter.People;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What stands before and beside the pages: addresses that lead nowhere, the door, and who is remembered there.</summary>
public sealed class DoorTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    static HttpRequestMessage Get(string path, string accept) => new(HttpMethod.Get, path) { Headers = { Accept = { MediaTypeWithQualityHeaderValue.Parse(accept) } } };

    [Fact]
    public async Task An_address_that_leads_nowhere_gives_a_person_a_way_on_and_a_program_a_problem()
    {
        using var visitor = fixture.Visitor();

        var page = await visitor.Send(Get("/no/such/page", "text/html"));
        var problem = await visitor.Send(Get("/no/such/page", "application/json"));
        var call = await visitor.Send(Get("/api/no-such-call", "*/*"));

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.Status, page.Response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("没有这个页面", page.Text, StringComparison.Ordinal);
        Assert.Contains("""<a href="/">""", page.Text, StringComparison.Ordinal);
        foreach (var answer in new[] { problem, call })
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.Status, answer.Response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_gives_a_page_too()
    {
        using var visitor = fixture.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = new FormUrlEncodedContent([new("x", "1")]), Headers = { Accept = { MediaTypeWithQualityHeaderValue.Parse("text/html") } } };

        var answer = await visitor.Send(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("没有办理", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_the_program_ask_nobody_who_it_is()
    {
        using var visitor = await fixture.Entered("viewer");
        fixture.Time.Advance(TimeSpan.FromMinutes(14));

        await visitor.Look("/desk.css");
        fixture.Time.Advance(TimeSpan.FromMinutes(2));

        // A file is no sign of life: had it been looked up, the visit would go on.
        Assert.True((await visitor.Look("/downloads")).IsSignIn);
    }

    [Fact]
    public async Task A_visit_that_is_over_is_forgotten()
    {
        for (var visit = 0; visit < 3; visit++)
        {
            using var visitor = await fixture.Entered("auditor");
            await visitor.Look("/audit");
        }
        Assert.InRange(fixture.Get<Visits>().Remembered, 3, 20);
        fixture.Time.Advance(TimeSpan.FromHours(1));

        using var next = await fixture.Entered("auditor");
        await next.Look("/audit");

        Assert.Equal(1, fixture.Get<Visits>().Remembered);
    }
}

/// <summary>With an installation of its own: what is tried here shuts the door to everybody at this address.</summary>
public sealed class DoorLimitTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    [Fact]
    public async Task Who_tries_the_door_too_often_from_one_address_is_told_to_wait()
    {
        using var visitor = fixture.Visitor();
        var answers = new List<Given>();
        for (var tries = 0; tries < 3 * SignInLimit.Most && answers.LastOrDefault()?.Status != HttpStatusCode.TooManyRequests; tries++)
            answers.Add(await visitor.Post("/signin", ("Given.Account", $"a{tries}")));

        Assert.InRange(answers.Count, SignInLimit.Most, 3 * SignInLimit.Most - 1);
        Assert.Contains("请等一分钟再登录", answers[^1].Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Look("/signin")).Status);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await fixture.Client.GetAsync("/api/uploads")).StatusCode);
    }
}
