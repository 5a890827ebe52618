using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>What the platform holds under one key.</summary>
sealed record Holding
{
    public required Message Content { get; init; }
    public required string Sm3 { get; init; }
    public required DateTimeOffset First { get; init; }
    public required DateTimeOffset Last { get; init; }
    /// <summary>How often something was written: 1, and 1 more for every correction.</summary>
    public int Applied { get; init; } = 1;
    /// <summary>How often the row came, whatever became of it.</summary>
    public int Received { get; init; } = 1;
    public IReadOnlyList<string> MessageIds { get; init; } = [];
    public required string PlatformSerial { get; init; }
}

/// <summary>The book of results and deregistrations: upsert on (AAB301, AAZ341), one book a kind.</summary>
sealed class Ledger
{
    readonly Dictionary<(string Kind, string Region, string Serial), Holding> book = [];
    readonly Dictionary<string, (string Region, string Serial)> decided = new(StringComparer.Ordinal);
    readonly HashSet<string> registered = new(StringComparer.Ordinal);

    /// <summary>Held while a row is judged and written; never while anything waits.</summary>
    public Lock Door { get; } = new();

    public Holding? Find(string kind, string region, string serial) => book.GetValueOrDefault((kind, region, serial));

    /// <summary>The key under which an application was decided.</summary>
    public (string Region, string Serial)? DecidedUnder(string number) => decided.TryGetValue(number, out var key) ? key : null;

    public bool IsRegistered(string person) => registered.Contains(person);

    public void Seen(Holding holding, string messageId) => book[KeyOf(holding.Content)] = holding with
    {
        Received = holding.Received + 1,
        MessageIds = holding.MessageIds.Contains(messageId) ? holding.MessageIds : [.. holding.MessageIds, messageId],
    };

    public Holding Write(Message content, string sm3, string messageId, DateTimeOffset now)
    {
        var key = KeyOf(content);
        var holding = book.TryGetValue(key, out var known)
            ? known with { Content = content, Sm3 = sm3, Last = now, Applied = known.Applied + 1 }
            : new() { Content = content, Sm3 = sm3, First = now, Last = now, MessageIds = [messageId], PlatformSerial = $"PT{book.Count + 1:D12}" };
        book[key] = holding;
        if (content["ADC201"] is { Length: > 0 } number) decided[number] = (key.Region, key.Serial);
        if (content["AAE540"] == "1" && Contracts.Person.Of(content) is { } person) registered.Add(person);
        return holding;
    }

    public IReadOnlyList<Holding> All()
    {
        lock (Door) return [.. book.OrderBy(entry => entry.Key.Kind, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Region, StringComparer.Ordinal).ThenBy(entry => entry.Key.Serial, StringComparer.Ordinal)
            .Select(entry => entry.Value)];
    }

    static (string Kind, string Region, string Serial) KeyOf(Message content) =>
        (content.Kind.Name, content["AAB301"]!, content["AAZ341"]!);
}
