using System.Text.Json.Nodes;

namespace Adapter.EndToEnd.Support;

/// <summary>
/// No row goes out under a second MessageId while nobody knows what became of it under the first. Seen from both sides:
/// the ministry's journal knows what was really answered, the adapter's attempts what was understood.
/// </summary>
static class Sends
{
    static readonly string[] Judged = ["00000000", "00000001"];

    public static IReadOnlyList<string> Doubled(IReadOnlyList<JsonNode> journal)
    {
        var last = new Dictionary<string, (string MessageId, bool Known)>(StringComparer.Ordinal);
        var doubled = new List<string>();
        foreach (var message in journal)
        {
            foreach (var row in message["rows"].List())
            {
                var (key, id) = (Ledgers.Key(row), message.Text("messageId"));
                if (last.TryGetValue(key, out var before) && before.MessageId != id && !before.Known)
                    doubled.Add($"{key}: {id} after {before.MessageId}");
                last[key] = (id, IsKnown(message, row));
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
    static bool IsKnown(JsonNode message, JsonNode row) => message.Text("outcome") != "unclear"
        && (message.Text("returnResult") != "0000" || !Judged.Contains(message.Text("code")) || (bool)row["answered"]!);
}
