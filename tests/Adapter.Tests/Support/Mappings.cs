using System.Text.Json;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Adapter.Tests.Support;

/// <summary>Serves contracts/mappings, which are in the standalone WireMock's format, by WireMock.Net.</summary>
static class Mappings
{
    const string MessageId = "{{jsonPath request.body '$.MessageHeader.MessageId'}}";

    public static WireMockServer Serve()
    {
        var server = WireMockServer.Start();
        foreach (var file in Directory.GetFiles(Path.Combine(Shared.Root, "contracts", "mappings"), "*.json"))
        {
            using var mapping = JsonDocument.Parse(File.ReadAllText(file));
            Add(server, mapping.RootElement.Clone());
        }
        return server;
    }

    static void Add(WireMockServer server, JsonElement mapping)
    {
        var asked = mapping.GetProperty("request");
        var request = Request.Create().UsingMethod(asked.GetProperty("method").GetString()!).WithPath(asked.GetProperty("urlPath").GetString()!);
        if (asked.TryGetProperty("bodyPatterns", out var patterns))
            foreach (var pattern in patterns.EnumerateArray())
                request = request.WithBody(body => body!.Contains(pattern.GetProperty("contains").GetString()!, StringComparison.Ordinal));
        var given = mapping.GetProperty("response");
        var response = Response.Create().WithStatusCode(given.GetProperty("status").GetInt32());
        foreach (var header in given.GetProperty("headers").EnumerateObject()) response = response.WithHeader(header.Name, header.Value.GetString()!);
        if (given.TryGetProperty("body", out var body)) response = response.WithBody(question => body.GetString()!.Replace(MessageId, IdOf(question.Body!)));
        server.Given(request).AtPriority(mapping.GetProperty("priority").GetInt32()).RespondWith(response);
    }

    static string IdOf(string question)
    {
        using var message = JsonDocument.Parse(question);
        return message.RootElement.GetProperty("MessageHeader").GetProperty("MessageId").GetString()!;
    }
}
