using System.Net;
using System.Text.RegularExpressions;
using Adapter.Api;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Adapter.Tests.Desk;

/// <summary>Everything that answers, times everybody: a new page or call without a rule fails here.</summary>
public sealed partial class EndpointTests(DeskFixture fixture) : IClassFixture<DeskFixture>
{
    /// <summary>What anybody may open, who reaches this machine: no data of a person stands there. The last is for files of wwwroot, in a build alone.</summary>
    static readonly string[] Anonymous = ["/signin", "/health/live", "/health/ready", "/metrics", "/openapi/{documentName}.json", "/scalar", "/{**path:file}"];

    IReadOnlyList<RouteEndpoint> All() => [.. fixture.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    IReadOnlyList<RouteEndpoint> PagesOfDesk() => [.. All().Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)];

    static string PathOf(RouteEndpoint endpoint) => Parameter().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), "1");

    static bool IsAnonymous(RouteEndpoint endpoint) => Anonymous.Any(known => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}".StartsWith(known, StringComparison.Ordinal));

    static IReadOnlyList<string> RightsFor(RouteEndpoint page) => [.. page.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy).OfType<string>().Where(Right.All.Contains)];

    [Fact]
    public void Every_endpoint_has_a_rule_or_is_named_as_open_to_anybody()
    {
        Assert.True(All().Count > 40);
        Assert.Empty(All().Where(endpoint => !IsRuled(endpoint) && !IsAnonymous(endpoint) && endpoint.Metadata.GetMetadata<SecurityHeaders.BuiltIn>() is null).Select(endpoint => endpoint.RoutePattern.RawText));

        static bool IsRuled(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && (endpoint.Metadata.GetMetadata<ScopeNeeded>() ?? endpoint.Metadata.GetMetadata<IAuthorizeData>() ?? (object?)endpoint.Metadata.GetMetadata<AuthorizationPolicy>()) is not null;
    }

    [Fact]
    public void Every_page_of_the_menu_needs_the_right_that_the_menu_says() => Assert.All(Adapter.Desk.Pages.All, page =>
    {
        // A page that is not built yet has no endpoint.
        if (PagesOfDesk().FirstOrDefault(endpoint => PathOf(endpoint) == page.Path) is { } endpoint) Assert.Contains(page.Right, RightsFor(endpoint));
    });

    [Theory]
    [InlineData("viewer")]
    [InlineData("reviewer")]
    [InlineData("operator")]
    [InlineData("sysadmin")]
    [InlineData("security")]
    [InlineData("auditor")]
    public async Task A_role_opens_the_pages_of_its_rights_and_no_other(string name)
    {
        using var visitor = await fixture.Entered(name);
        var role = Role.Find(name)!;

        foreach (var page in PagesOfDesk())
        {
            var answer = await visitor.Look(PathOf(page));
            var may = RightsFor(page).All(role.Rights.Contains);
            var expected = may ? HttpStatusCode.OK : PathOf(page) == "/" ? HttpStatusCode.Found : HttpStatusCode.Forbidden;
            Assert.True(expected == answer.Status, $"{name} {PathOf(page)}: {answer.Status}");
            if (expected == HttpStatusCode.Found) Assert.False(answer.IsSignIn);
        }
    }

    [Fact]
    public async Task Without_a_visit_every_page_leads_to_the_door()
    {
        using var stranger = fixture.Visitor();

        foreach (var page in PagesOfDesk().Where(page => !IsAnonymous(page)))
            Assert.True((await stranger.Look(PathOf(page))).IsSignIn, PathOf(page));
    }

    [Fact]
    public async Task Who_must_choose_a_password_opens_nothing_before()
    {
        await fixture.Person("fresh", "viewer");
        await fixture.Change("fresh", account => account with { MustChange = 1 });
        using var visitor = await fixture.Entered("fresh");

        foreach (var page in PagesOfDesk().Where(page => RightsFor(page).Count > 0))
            Assert.Equal((HttpStatusCode.Found, "/password"), await StatusOf(visitor, PathOf(page)));
    }

    [Fact]
    public async Task The_connection_of_the_pages_is_for_visitors_alone()
    {
        using var stranger = fixture.Visitor();
        using var viewer = await fixture.Entered("viewer");

        var refused = await stranger.Post("/_blazor/negotiate?negotiateVersion=1");
        var taken = await viewer.Post("/_blazor/negotiate?negotiateVersion=1");

        Assert.True(refused.IsSignIn);
        Assert.Equal(HttpStatusCode.OK, taken.Status);
    }

    [Fact]
    public async Task A_visit_is_no_key_of_the_local_api()
    {
        using var visitor = await fixture.Entered("reviewer");

        foreach (var call in All().Where(endpoint => endpoint.Metadata.GetMetadata<ScopeNeeded>() is not null))
        {
            var method = new HttpMethod(call.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Send(new(method, PathOf(call)))).Status);
        }
    }

    [Fact]
    public async Task Every_page_says_what_a_browser_may_do_with_it_and_holds_no_script_of_its_own()
    {
        var visitors = new List<Visitor> { fixture.Visitor() };
        foreach (var role in Role.All) visitors.Add(await fixture.Entered(role.Name));

        foreach (var (visitor, page) in visitors.SelectMany(visitor => PagesOfDesk().Select(page => (visitor, PathOf(page)))))
        {
            var answer = await visitor.Look(page);
            var policy = answer.Response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", answer.Response.Headers.CacheControl!.ToString());
            Assert.DoesNotMatch("""<script(?![^>]* src=)|\son\w+=""", answer.Text);
        }
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public async Task A_name_that_is_not_this_hosts_is_refused_everywhere()
    {
        using var visitor = await fixture.Entered("viewer");

        foreach (var endpoint in All().Where(endpoint => endpoint.Metadata.GetMetadata<SecurityHeaders.BuiltIn>() is null))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(endpoint)) { Headers = { Host = "evil.example" } };
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Send(request)).Status);
        }
    }

    static async Task<(HttpStatusCode, string?)> StatusOf(Visitor visitor, string path)
    {
        var answer = await visitor.Look(path);
        return (answer.Status, answer.To);
    }

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parameter();
}
