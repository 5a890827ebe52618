using System.Net.Http.Headers;

namespace Adapter.Benchmarks.Peers;

/// <summary>Something that others would have built the sending on: filled first, then let go.</summary>
interface IPeerSender : IAsyncDisposable
{
    /// <summary>Each is kept durably before this ends, and none is sent yet.</summary>
    Task Fill(IReadOnlyList<string> bodies);

    /// <summary>Sends what it was filled with; may end before all of it has been sent.</summary>
    Task Go();
}

/// <summary>The request that every peer makes for a record.</summary>
sealed class Posting(Uri address) : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address };

    public async Task Post(string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json", "utf-8"));
        using var answer = await http.PostAsync("/peer", content);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}
