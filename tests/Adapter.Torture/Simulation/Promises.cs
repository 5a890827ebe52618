using Adapter.Contracts;
using Adapter.Review;

namespace Adapter.Torture.Worlds;

/// <summary>A version of a key that the program said it has.</summary>
sealed record Promise(string Kind, string Region, string Serial, Func<Message, bool> Holds, string What);

/// <summary>Everything that the program acknowledged.</summary>
sealed class Promises
{
    readonly Dictionary<string, (string Serial, string? Decision)> decided = new(StringComparer.Ordinal);
    readonly Dictionary<(string, string, string), string> persons = [];
    readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public List<Promise> All { get; } = [];

    public IReadOnlyDictionary<string, (string Serial, string? Decision)> Decided => decided;

    /// <summary>Null, or what is wrong with it.</summary>
    public string? Decision(string number, string? decision, Receipt receipt)
    {
        var serial = receipt.AAZ341!;
        if (receipt.Verdict == Verdict.Taken && !taken.Add(number)) return $"I3: application {number} was decided twice";
        if (decided.TryGetValue(number, out var before))
            return before == (serial, decision) ? null : $"I3: application {number} was decided as {before} and as {(serial, decision)}";
        decided[number] = (serial, decision);
        Add("audit-result", receipt, message => message["ADC201"] == number && message["AAE540"] == decision, $"the decision about {number}");
        return null;
    }

    public void Entry(string kind, Receipt receipt, Message message)
    {
        var canonical = message.With("AAZ341", receipt.AAZ341).Canonical();
        Add(kind, receipt, held => held.Canonical() == canonical, "a submission");
    }

    /// <summary>Null, or what is wrong: a serial that two persons got.</summary>
    public string? Owner(string kind, Receipt receipt, string person)
    {
        var key = (kind, receipt.AAB301!, receipt.AAZ341!);
        if (persons.TryGetValue(key, out var other) && other != person) return $"I13: {kind} {receipt.AAZ341} was given to two persons";
        persons[key] = person;
        return null;
    }

    public void Add(string kind, Receipt receipt, Func<Message, bool> holds, string what) =>
        All.Add(new(kind, receipt.AAB301!, receipt.AAZ341!, holds, what));
}
