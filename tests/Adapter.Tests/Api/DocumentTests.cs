using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

public sealed class DocumentTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_interface_document_is_the_one_in_contracts()
    {
        var file = Path.Combine(Shared.Root, "contracts", "local-api.json");
        var now = JsonNode.Parse((await fixture.Client.Look("/openapi/v1.json")).Text)!.ToJsonString(Indented) + "\n";

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(file, now);

        Assert.True(File.Exists(file) && await File.ReadAllTextAsync(file) == now,
            "contracts/local-api.json is not what the program serves. If the change is wanted: UPDATE_GOLDEN=1 dotnet test --filter DocumentTests");
    }

    [Fact]
    public async Task Every_call_has_a_summary_a_scope_and_examples()
    {
        var document = JsonNode.Parse((await fixture.Client.Look("/openapi/v1.json")).Text)!;
        var calls = document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api", StringComparison.Ordinal))
            .SelectMany(path => path.Value!.AsObject().Select(call => (path.Key, Call: call.Value!))).ToList();

        Assert.NotEmpty(calls);
        Assert.All(calls, call =>
        {
            Assert.NotEmpty((string)call.Call["summary"]!);
            Assert.NotEmpty(call.Call["security"]![0]!["key"]!.AsArray());
            if (call.Call["requestBody"] is { } body) Described(body["content"]!);
            Described(call.Call["responses"]!.AsObject().First(response => response.Key.StartsWith('2')).Value!["content"]!);
        });
    }

    // A form or a table has no example in JSON.
    static void Described(JsonNode content)
    {
        var (type, described) = Assert.Single(content.AsObject());
        Assert.NotNull(described!["schema"]);
        if (type == "application/json") Assert.NotNull(described["example"]);
    }

    [Fact]
    public async Task The_page_of_the_document_needs_nothing_from_outside_and_obeys_its_policy()
    {
        using var response = await fixture.Client.GetAsync("/scalar/");
        var html = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
        var nonce = System.Text.RegularExpressions.Regex.Match(policy, "'nonce-([^']+)'").Groups[1].Value;
        Assert.NotEmpty(nonce);
        Assert.All(System.Text.RegularExpressions.Regex.Matches(html, "<script(?![^>]*src=)[^>]*>"), script => Assert.Contains(nonce, script.Value));
        foreach (System.Text.RegularExpressions.Match asset in System.Text.RegularExpressions.Regex.Matches(html, "<script[^>]*src=\"([^\"]+)\""))
            Assert.Equal(HttpStatusCode.OK, (await fixture.Client.GetAsync(new Uri(fixture.Client.BaseAddress + "scalar/").AbsoluteUri + asset.Groups[1].Value)).StatusCode);
    }
}
