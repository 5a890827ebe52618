using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Adapter.Tests.Support;

/// <summary>A message that the simulated ministry received.</summary>
sealed record Received(string Interface, string MessageId, string BodySm3, bool Replayed, IReadOnlyList<string> Serials)
{
    public static Received Of(JsonNode entry) => new(
        (string)entry["interface"]!, (string)entry["messageId"]!, (string)entry["bodySm3"]!, (bool)entry["replayed"]!,
        [.. entry["rows"]!.AsArray().Select(row => (string)row!["AAZ341"]!)]);
}

/// <summary>The simulated ministry's back door: its faults, its journal, its books.</summary>
sealed class Platform(string url) : IDisposable
{
    readonly HttpClient door = new() { BaseAddress = new(url) };

    /// <summary>Replaces the faults that are on, for results alone: <c>new { name = "lost-answer", count = 1 }</c>.</summary>
    public Task Faults(params object[] faults) => Order("/_control", new { faults = faults.Select(OfResults) });

    static JsonNode OfResults(object fault)
    {
        var setting = JsonSerializer.SerializeToNode(fault)!;
        setting["interface"] ??= "SYDJ1002";
        return setting;
    }

    /// <summary>Away: every call is answered by a web page with 200.</summary>
    public Task Away(bool on) => Order("/_control/away", new { on, how = "html" });

    /// <summary>Uploads in the order of their arrival.</summary>
    public async Task<IReadOnlyList<Received>> Uploads() =>
        [.. (await All("/_journal")).Select(Received.Of).Where(received => received.Serials.Count > 0)];

    public async Task<int> Calls(string interfaceCode) =>
        (await All("/_journal")).Count(entry => (string)entry["interface"]! == interfaceCode);

    /// <summary>Serials that the ministry holds, with the digest of what it holds and how often something was written.</summary>
    public async Task<IReadOnlyDictionary<string, (string Sm3, int Applied)>> Ledger() => (await All("/_ledger"))
        .ToDictionary(held => (string)held["AAZ341"]!, held => ((string)held["contentSm3"]!, (int)held["applied"]!));

    public void Dispose() => door.Dispose();

    async Task Order(string path, object order)
    {
        using var answer = await door.PostAsJsonAsync(path, order);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<IEnumerable<JsonNode>> All(string path) =>
        (await door.GetFromJsonAsync<JsonNode>(path))!["items"]!.AsArray().Select(item => item!);
}
