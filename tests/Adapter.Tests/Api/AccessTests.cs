using System.Net;
using Adapter.Api;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Adapter.Tests.Api;

public sealed class AccessTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    IReadOnlyList<RouteEndpoint> Calls() => [.. fixture.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal))];

    [Fact]
    public void Every_call_needs_a_scope()
    {
        Assert.NotEmpty(Calls());
        Assert.All(Calls(), call =>
        {
            Assert.NotEmpty(call.Metadata.GetMetadata<ScopeNeeded>()!.AnyOf);
            Assert.All(call.Metadata.GetMetadata<ScopeNeeded>()!.AnyOf, scope => Assert.Contains(scope, ApiSecret.Scopes));
            Assert.NotNull(call.Metadata.GetMetadata<IAuthorizeData>() ?? (object?)call.Metadata.GetMetadata<AuthorizationPolicy>());
        });
    }

    [Fact]
    public async Task Every_call_is_refused_without_a_key_and_with_a_key_of_all_other_scopes()
    {
        using var anonymous = fixture.Anonymous();
        foreach (var call in Calls())
        {
            var method = new HttpMethod(call.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            var path = System.Text.RegularExpressions.Regex.Replace(call.RoutePattern.RawText!, "{[^}]*}", "1");
            using var others = await fixture.ClientWith([.. ApiSecret.Scopes.Except(call.Metadata.GetMetadata<ScopeNeeded>()!.AnyOf)]);

            var isForm = call.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data") == true;
            var without = await Try(anonymous);
            var with = await Try(others);

            Assert.Equal((HttpStatusCode.Unauthorized, "key.missing"), (without.Status, without.Code));
            Assert.Equal((HttpStatusCode.Forbidden, "scope.missing"), (with.Status, with.Code));

            async Task<Answer> Try(HttpClient client)
            {
                using var form = new MultipartFormDataContent { { new StringContent("{}"), "file", "a.json" } };
                return await (isForm ? client.Hand(path, form) : client.Send(method, path, method == HttpMethod.Post ? "{}" : null));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ak_")]
    [InlineData("ak_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --")]
    public async Task A_key_that_was_not_issued_opens_nothing(string secret)
    {
        using var client = fixture.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {secret}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Look("/api/events")).Status);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_then_on()
    {
        using var client = await fixture.ClientWith("read");
        var before = await client.Look("/api/events");
        var secret = client.DefaultRequestHeaders.Authorization!.Parameter!;

        await fixture.Get<Writer>().Write(session =>
        {
            var keys = fixture.Get<ApiKeys>();
            return keys.Revoke(session, keys.ByPrefix(session, ApiSecret.PrefixOf(secret)!)!.Name, Stamp.Of(fixture.Time.GetUtcNow()));
        });

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.Look("/api/events")).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var answer = await fixture.Client.Hand("/api/applications/received", $$"""{"ADC201":["{{new string('1', 70_000)}}"]}""");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body.too-large"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_page_of_two_hundred_thousand_bytes_is_taken_where_records_are_handed_in()
    {
        var answer = await fixture.Client.Hand("/api/deregistrations", $"[{string.Join(',', Enumerable.Repeat("{}", 100_000 / 100))}]".PadRight(200_000));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(1000, answer.Body!.AsArray().Count);
    }

    [Theory]
    [InlineData("/api/uploads?limit=201", "query.invalid")]
    [InlineData("/api/uploads?limit=x", "query.invalid")]
    [InlineData("/api/applications?after=%00", "query.invalid")]
    [InlineData("/api/applications?state=all", "query.invalid")]
    [InlineData("/api/events?after=eA", "query.invalid")]
    public async Task A_wrong_query_is_a_problem_with_a_stable_id(string path, string code)
    {
        var answer = await fixture.Client.Look(path);

        Assert.Equal((HttpStatusCode.BadRequest, code, $"urn:adapter:problem:{code}"), (answer.Status, answer.Code, (string)answer["type"]!));
    }
}
