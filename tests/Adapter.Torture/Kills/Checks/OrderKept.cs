namespace Adapter.Torture.Kills;

/// <summary>I6, I12: versions of a key in their order, a registration before its end; what was accepted stays so.</summary>
static class OrderKept
{
    public static IEnumerable<Breach> Check(Evidence evidence) => [.. Versions(evidence), .. Ends(evidence), .. Accepted(evidence)];

    static IEnumerable<Breach> Versions(Evidence evidence)
    {
        var version = evidence.Held.Uploads.ToLookup(row => (row.Key, row.Digest), row => row.Version);
        return evidence.Sends.Where(send => send.Row.Applied).GroupBy(send => send.Key)
            .Where(sends => sends.Select(send => version[(send.Key, send.Row.ContentSm3)].DefaultIfEmpty().Max()).ToList() is var applied && !applied.SequenceEqual(applied.Order()))
            .Select(sends => new Breach(Breach.Order, $"{sends.Key}: an older version was applied after a newer one"));
    }

    static IEnumerable<Breach> Ends(Evidence evidence)
    {
        var registered = new HashSet<string>(StringComparer.Ordinal);
        var persons = evidence.Held.Uploads.Where(row => row.Person is not null).GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => rows.First().Person!, StringComparer.Ordinal);
        foreach (var send in evidence.Sends.Where(send => send.Row.Applied))
        {
            if (!persons.TryGetValue(send.Key, out var person)) continue;
            if (send.Row.Kind != "deregistration") registered.Add(person);
            else if (!registered.Contains(person)) yield return new(Breach.Order, $"{send.Key} was applied before its registration");
        }
        // The platform refuses an end whose registration it does not have: such an answer is an order that was broken on the wire.
        // A correction that a person declared, as the platform said falsely that it holds another content, gets it too.
        foreach (var send in evidence.Sends.Where(send => send.Row is { Kind: "deregistration", Code: "40000007" })) yield return new(Breach.Order, $"{send.Key} came before its registration");
    }

    static IEnumerable<Breach> Accepted(Evidence evidence)
    {
        foreach (var events in evidence.Held.Events.Where(row => row.AAZ341 is not null).GroupBy(row => $"{row.Kind}/{row.AAB301}/{row.AAZ341} version {row.Version}"))
        {
            var accepted = events.Where(row => row.Type == "accepted").ToList();
            if (accepted.Count > 1) yield return new(Breach.Other, $"{events.Key} was accepted {accepted.Count} times");
            if (accepted.Count > 0 && events.Any(row => row.Seq > accepted[0].Seq && row.Type is "refused" or "sent" or "replayed" or "discarded" && row.Seq > accepted[0].Seq))
                yield return new(Breach.Other, $"{events.Key} went on after it was accepted");
        }
        foreach (var row in evidence.Held.Uploads.Where(row => row.State == "delivered"))
            if (!evidence.Held.Events.Any(told => told.Type == "accepted" && told.AAZ341 == row.AAZ341 && told.AAB301 == row.AAB301 && told.Kind == row.Kind && told.Version == row.Version))
                yield return new(Breach.Other, $"{row.Key} version {row.Version} is delivered without an event");
    }
}
