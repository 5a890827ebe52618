using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adapter.Torture.Kills;

/// <summary>An answer of the local API.</summary>
sealed record ApiAnswer(HttpStatusCode Status, JsonNode? Body)
{
    public IReadOnlyList<JsonNode> Items => Rows(Body?["items"]);
    public IReadOnlyList<JsonNode> Findings => Rows(Body?["findings"]);

    public static IReadOnlyList<JsonNode> Rows(JsonNode? array) => [.. (array as JsonArray ?? []).Select(row => row!)];
}

/// <summary>The local API of one life, as a local system calls it; every call ends with the life.</summary>
sealed class LocalApi : IDisposable
{
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly HttpClient client;

    public LocalApi(Uri address, string key)
    {
        client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public Task<ApiAnswer> Look(string path, CancellationToken stop) => Call(new(HttpMethod.Get, path), stop);

    public Task<ApiAnswer> Hand(string path, string body, CancellationToken stop) =>
        Call(new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, stop);

    public Task<string> Text(string path, CancellationToken stop) => client.GetStringAsync(path, stop);

    public void Dispose() => client.Dispose();

    async Task<ApiAnswer> Call(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        using (var response = await client.SendAsync(request, stop))
        {
            var text = await response.Content.ReadAsStringAsync(stop);
            return new(response.StatusCode, text is ['{' or '[', ..] ? JsonNode.Parse(text) : null);
        }
    }
}
