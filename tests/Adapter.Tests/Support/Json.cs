using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adapter.Tests.Support;

/// <summary>An answer of the local API.</summary>
sealed record Answer(HttpStatusCode Status, JsonNode? Body, string Text)
{
    public JsonNode this[string name] => Body![name]!;
    public IReadOnlyList<string> Rules => [.. (Body?["findings"]?.AsArray() ?? []).Select(finding => (string)finding!["rule"]!)];
    public string Code => (string)Body!["code"]!;
}

static class Json
{
    public static async Task<Answer> Send(this HttpClient client, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Answered(client, request);
    }

    public static Task<Answer> Hand(this HttpClient client, string path, MultipartFormDataContent form) =>
        Answered(client, new(HttpMethod.Post, path) { Content = form });

    static async Task<Answer> Answered(HttpClient client, HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null, text);
    }

    public static Task<Answer> Look(this HttpClient client, string path) => client.Send(HttpMethod.Get, path);

    public static Task<Answer> Hand(this HttpClient client, string path, string json) => client.Send(HttpMethod.Post, path, json);

    public static Task<Answer> Put(this HttpClient client, string path, object body) => client.Send(HttpMethod.Put, path, JsonSerializer.Serialize(body));

    public static Task<Answer> Hand(this HttpClient client, string path, object body) => client.Send(HttpMethod.Post, path, JsonSerializer.Serialize(body));

    /// <summary>A decision as a clerk makes it; members in further are added.</summary>
    public static Task<Answer> Decide(this HttpClient client, string number, string result = "1", object? further = null)
    {
        var body = JsonSerializer.SerializeToNode(further ?? new { })!.AsObject();
        body["AAE540"] = result;
        if (result == "2" && body["AAE360"] is null) body["AAE360"] = "联系不上本人，无法核实";
        body["AAE011"] ??= "经办员";
        return client.Hand($"/api/applications/{number}/decision", body.ToJsonString());
    }
}
