using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Adapter.Cli;

/// <summary>One line of the demo's table.</summary>
sealed record DemoCounts(string What, int Downloaded, int Flagged, int Decided, int Sent, int Accepted, int Failed);

/// <summary>Follows /api/events, as a local system would, and counts what they say.</summary>
sealed class DemoBooks(HttpClient api, DemoClerk clerk)
{
    const string FromPlatform = "部平台申请", AtCounter = "窗口受理", Ended = "失业登记注销", Total = "合计";

    readonly HashSet<string> downloaded = [];
    /// <summary>Key of an upload -> its line in the table.</summary>
    readonly Dictionary<string, string> taken = [];
    readonly HashSet<string> sent = [], accepted = [], failed = [];
    string after = "";

    /// <summary>Everything that was taken is with the ministry or waits for a person.</summary>
    public bool IsSettled => taken.Keys.All(key => accepted.Contains(key) || failed.Contains(key));

    /// <summary>Lines for what came from the platform, from the counter, and for deregistrations; the last one is all of them.</summary>
    public async Task<IReadOnlyList<DemoCounts>> Look(CancellationToken stop)
    {
        while (await Read(stop) > 0) { }
        return [Line(FromPlatform), Line(AtCounter), Line(Ended), Line(Total)];
    }

    async Task<int> Read(CancellationToken stop)
    {
        var page = await api.GetFromJsonAsync<JsonNode>($"/api/events?limit=200&after={after}", stop);
        var events = page!["items"]!.AsArray();
        foreach (var entry in events) Book(entry!);
        after = (string?)page["next"] ?? after;
        return events.Count;
    }

    void Book(JsonNode entry)
    {
        var (type, key) = ((string)entry["type"]!, $"{entry["kind"]}/{entry["AAB301"]}/{entry["AAZ341"]}");
        if (type == "downloaded") downloaded.Add((string)entry["ADC201"]!);
        if (type == "decided") taken[key] = (string)entry["kind"]! == "deregistration" ? Ended : entry["ADC201"] is null ? AtCounter : FromPlatform;
        if (type == "sent") sent.Add(key);
        if (type == "accepted") accepted.Add(key);
        if (type == "refused") failed.Add(key);
        else failed.Remove(key);
    }

    DemoCounts Line(string what)
    {
        var isDownloaded = what is FromPlatform or Total;
        bool IsHere(string key) => what == Total || taken.GetValueOrDefault(key) == what;
        return new(what, isDownloaded ? downloaded.Count : 0, isDownloaded ? clerk.Flagged : 0,
            taken.Keys.Count(IsHere), sent.Count(IsHere), accepted.Count(IsHere), failed.Count(IsHere));
    }
}
