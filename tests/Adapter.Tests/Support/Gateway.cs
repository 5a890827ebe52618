using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Adapter.Tests.Support;

/// <summary>Stands between the program and the simulated ministry, and answers some messages by itself.</summary>
sealed class Gateway : IAsyncDisposable
{
    readonly HttpClient ministry;
    readonly RawServer server;

    public Gateway(string ministryUrl)
    {
        ministry = new() { BaseAddress = new(ministryUrl) };
        server = RawServer.Answering(Answer);
    }

    public string Url => server.Url;

    /// <summary>Its own answer to a message, or null to pass it on.</summary>
    public Func<string, byte[]?> Rule { get; set; } = _ => null;

    public static byte[] Status(int status) => RawServer.Http($"HTTP/1.1 {status} X\nContent-Length: 0\nConnection: close", []);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        ministry.Dispose();
    }

    byte[] Answer(byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        if (Rule(text) is { } own) return own;
        using var content = new ByteArrayContent(message) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json; charset=UTF-8") } };
        var service = (string)JsonNode.Parse(text)!["MessageHeader"]!["BusinessCode"]!;
        using var response = ministry.PostAsync($"/xtpt/services/{service}", content).GetAwaiter().GetResult();
        return RawServer.Json(response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult());
    }
}
