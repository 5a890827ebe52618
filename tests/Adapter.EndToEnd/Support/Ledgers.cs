using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.EndToEnd.Support;

/// <summary>One record in somebody's book: the digest and the text of its content.</summary>
sealed record Entry(string Digest, string Content)
{
    public static Entry Of(Message message) => new(ContentDigest.Of(message), message.Canonical());
}

/// <summary>The books of the two sides, by key: <c>audit-result/370102/370102260213000001</c>.</summary>
static class Ledgers
{
    public static IReadOnlyDictionary<string, Entry> Of(Driver driver) => driver.Book.ToDictionary(entry => entry.Key, entry => Entry.Of(entry.Value));

    public static IReadOnlyDictionary<string, Entry> OfMinistry(IEnumerable<JsonNode> ledger) => ledger.ToDictionary(Key,
        held => new Entry(held.Text("contentSm3"), Content(held.Text("kind"), held["content"]!).Canonical()));

    /// <summary>The newest version of every upload that the adapter holds.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonNode>> Views(HttpClient client)
    {
        var keys = (await client.All("/api/uploads")).Select(Key).Distinct().ToList();
        var views = new JsonNode[keys.Count];
        await Parallel.ForAsync(0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (place, _) =>
            views[place] = (await client.Look($"/api/uploads/{keys[place]}")).Body!);
        return keys.Zip(views).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public static IReadOnlyDictionary<string, Entry> Of(IReadOnlyDictionary<string, JsonNode> views) => views.ToDictionary(view => view.Key,
        view => Entry.Of(Content(view.Value["upload"]!.Text("kind"), view.Value["fields"]!)));

    /// <summary>Key by key, content by content.</summary>
    public static void AreEqual(IReadOnlyDictionary<string, Entry> expected, IReadOnlyDictionary<string, Entry> actual)
    {
        Assert.NotEmpty(expected);
        Assert.Empty(expected.Keys.Except(actual.Keys));
        Assert.Empty(actual.Keys.Except(expected.Keys));
        foreach (var (key, entry) in expected) Assert.True(entry == actual[key], $"{key}: {entry} {actual[key]}");
    }

    public static string Key(JsonNode row) => $"{row.Text("kind")}/{row.Text("AAB301")}/{row.Text("AAZ341")}";

    static Message Content(string kind, JsonNode members) =>
        Message.Of(Agreement.Embedded.Kind(kind), members.Members().Select(member => KeyValuePair.Create(member.Key, (string?)member.Value)));
}
