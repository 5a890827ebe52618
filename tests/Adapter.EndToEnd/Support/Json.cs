using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adapter.EndToEnd.Support;

/// <summary>An answer of an HTTP call.</summary>
sealed record Answer(HttpStatusCode Status, JsonNode? Body, string Text)
{
    public JsonNode this[string name] => Body![name] ?? throw new InvalidOperationException($"no {name} in {Text}");
    public IReadOnlyList<JsonNode> Items => Body!["items"].List();
    public IReadOnlyList<JsonNode> Findings => Body?["findings"].List() ?? [];
}

static class Json
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task<Answer> Look(this HttpClient client, string path) => client.Call(new(HttpMethod.Get, path));

    public static Task<Answer> Hand(this HttpClient client, string path, object body) => client.Call(new(HttpMethod.Post, path)
    {
        Content = new StringContent(body is string text ? text : JsonSerializer.Serialize(body, Plain), Encoding.UTF8, "application/json"),
    });

    /// <summary>All items of a list, page by page.</summary>
    public static async Task<IReadOnlyList<JsonNode>> All(this HttpClient client, string path)
    {
        var all = new List<JsonNode>();
        for (string? next = ""; next is not null;)
        {
            var page = await client.Look($"{path}{(path.Contains('?') ? '&' : '?')}limit=200{(next == "" ? "" : $"&after={next}")}");
            all.AddRange(page.Items);
            next = (string?)page.Body!["next"];
        }
        return all;
    }

    public static IReadOnlyList<JsonNode> List(this JsonNode? array) => [.. (array?.AsArray() ?? []).Select(item => item!)];

    public static string Text(this JsonNode node, string name) => (string?)node[name] ?? "";

    /// <summary>The members that are not empty.</summary>
    public static Dictionary<string, string> Members(this JsonNode node) => node.AsObject()
        .Where(member => (string?)member.Value is { Length: > 0 })
        .ToDictionary(member => member.Key, member => (string)member.Value!);

    static async Task<Answer> Call(this HttpClient client, HttpRequestMessage request)
    {
        using (request)
        using (var response = await client.SendAsync(request))
        {
            var text = await response.Content.ReadAsStringAsync();
            return new(response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, text);
        }
    }
}
