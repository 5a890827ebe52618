using System.Text.Json.Nodes;
using Adapter.Simulator;

namespace Adapter.EndToEnd.Support;

/// <summary>
/// No row goes out under a second MessageId while nobody knows what became of it under the first. Seen from both sides:
/// the ministry's journal knows what was really answered, the adapter's attempts what was understood.
/// </summary>
static class Sends
{
    static readonly string[] Judged = ["00000000", "00000001"];

    /// <summary>A refusal stands in the header and is read before the signature (wire.md), so these leave it clear.</summary>
    static readonly string[] BadSignature = ["wrong-signature", "other-user-id"];

    static readonly HashSet<string> Unclear = [.. FaultTable.All.Where(fault => fault.Outcome == Outcome.Unclear).Select(fault => fault.Name)];

    public static IReadOnlyList<string> Doubled(IReadOnlyList<JsonNode> journal)
    {
        var carriers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var known = new HashSet<(string Row, string MessageId)>();
        var doubled = new List<string>();
        foreach (var message in journal)
        {
            foreach (var row in message["rows"].List())
            {
                var (key, id) = (Ledgers.Key(row), message.Text("messageId"));
                if (!carriers.TryGetValue(key, out var before)) carriers[key] = before = [];
                // A batch that comes again for its other rows brings this one along: only a new number counts.
                if (before.Add(id)) doubled.AddRange(before.Where(other => other != id && !known.Contains((key, other))).Select(other => $"{key}: {id} after {other}"));
                if (IsKnown(message, row)) known.Add((key, id));
            }
        }
        return doubled;
    }

    public static IReadOnlyList<string> Doubled(IReadOnlyDictionary<string, JsonNode> views) => [.. views.SelectMany(view =>
    {
        var attempts = view.Value["attempts"].List();
        return attempts.Zip(attempts.Skip(1))
            .Where(pair => pair.First.Text("messageId") != pair.Second.Text("messageId") && pair.First.Text("class") == "Unknown")
            .Select(pair => $"{view.Key}: {pair.Second.Text("messageId")} after {pair.First.Text("messageId")}");
    })];

    /// <summary>How many messages came a second time, under their own id.</summary>
    public static int Repeated(IReadOnlyList<JsonNode> journal) => journal.Where(message => message["rows"].List().Count > 0)
        .CountBy(message => message.Text("messageId")).Count(message => message.Value > 1);

    // Refused as a whole: nothing was done. Else it is the row's own answer that counts.
    static bool IsKnown(JsonNode message, JsonNode row)
    {
        var refused = message.Text("returnResult") is not ("" or "0000");
        if ((int)message["status"]! == 429) return true;
        if (message.Text("outcome") == "unclear" && !(refused && IsClearBut(message))) return false;
        return refused || !Judged.Contains(message.Text("code")) || (bool)row["answered"]!;
    }

    static bool IsClearBut(JsonNode message) =>
        message["faults"].List().Select(fault => (string)fault!).Where(Unclear.Contains).All(BadSignature.Contains);
}
