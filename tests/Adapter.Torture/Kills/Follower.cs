using System.Text.Json.Nodes;

namespace Adapter.Torture.Kills;

/// <summary>A local system that follows /api/events: what it was once shown must stand there for ever.</summary>
sealed class Follower
{
    string? after;

    /// <summary>Place in the line of events -> the event, as it was shown.</summary>
    public SortedDictionary<long, string> Shown { get; } = [];

    public static string Told(long seq, string? type, string? kind, string? region, string? serial, long version) => $"{seq} {type} {kind}/{region}/{serial} {version}";

    public async Task Follow(LocalApi api, CancellationToken stop)
    {
        var answer = await api.Look($"/api/events?limit=200{(after is null ? "" : $"&after={after}")}", stop);
        foreach (var item in answer.Items) Shown[(long)item["seq"]!] = Of(item);
        after = (string?)answer.Body?["next"] ?? after;
    }

    static string Of(JsonNode item) => Told((long)item["seq"]!, (string?)item["type"], (string?)item["kind"], (string?)item["AAB301"], (string?)item["AAZ341"], (long)item["version"]!);
}
