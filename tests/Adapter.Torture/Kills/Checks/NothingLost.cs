using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Torture.Kills;

/// <summary>I1, I2, I7: what the ministry has given is held, what was acknowledged has arrived, and nothing that nobody asked for.</summary>
static class NothingLost
{
    public static IEnumerable<Breach> Check(Evidence evidence) => [.. Given(evidence), .. Acknowledged(evidence), .. Conserved(evidence), .. Ghosts(evidence)];

    static IEnumerable<Breach> Given(Evidence evidence) => evidence.Ministry.Shelf.All()
        .Where(application => !evidence.Held.Digests[application.Number].Contains(ContentDigest.Of(application.Message)))
        .Select(application => new Breach(Breach.Lost, $"{application.Number} was given by the ministry and is not held"));

    static IEnumerable<Breach> Acknowledged(Evidence evidence)
    {
        var ledger = evidence.Ministry.Ledger.All().ToDictionary(held => Book.KeyOf(held.Content), held => held.Sm3, StringComparer.Ordinal);
        foreach (var (key, content) in evidence.Book.Holding)
        {
            if (!ledger.TryGetValue(key, out var digest)) yield return new(Breach.Lost, $"{key} was acknowledged and is not in the ministry's ledger");
            else if (digest != ContentDigest.Of(content)) yield return new(Breach.Lost, $"{key} stands in the ministry's ledger with other content than was acknowledged");
        }
        foreach (var (seq, shown) in evidence.Follower.Shown)
            if (!Held(evidence).TryGetValue(seq, out var held) || held != shown) yield return new(Breach.Lost, $"event {shown} was shown and is not held");
    }

    static Dictionary<long, string> Held(Evidence evidence) => evidence.Held.Events
        .ToDictionary(row => row.Seq, row => Follower.Told(row.Seq, row.Type, row.Kind, row.AAB301, row.AAZ341, row.Version));

    // Nothing leaves the sum: every application is pending or decided, and every decision has its upload and its event.
    static IEnumerable<Breach> Conserved(Evidence evidence)
    {
        var uploads = evidence.Held.Uploads.Where(row => row.Version == 1).ToDictionary(row => row.Key, StringComparer.Ordinal);
        var decided = evidence.Held.Events.Where(row => row.Type == "decided").Select(row => $"{row.Kind}/{row.AAB301}/{row.AAZ341}").CountBy(key => key).ToDictionary(StringComparer.Ordinal);
        foreach (var application in evidence.Held.Applications.Where(row => row.State != "pending"))
            if (!uploads.ContainsKey($"audit-result/{application.AAB301}/{application.AAZ341}")) yield return new(Breach.Lost, $"{application.ADC201} is decided and has no upload");
        foreach (var key in uploads.Keys)
            if (decided.GetValueOrDefault(key) != 1) yield return new(Breach.Other, $"{key} has {decided.GetValueOrDefault(key)} decided events");
        if (evidence.Held.UnparsedPages > 0) yield return new(Breach.Other, $"{evidence.Held.UnparsedPages} pages are stored and not read");
        foreach (var row in evidence.Held.Uploads.Where(row => row.State is not ("delivered" or "discarded")))
            yield return new(Breach.Other, $"{row.Key} version {row.Version} is {row.State} at the end");
    }

    static IEnumerable<Breach> Ghosts(Evidence evidence)
    {
        // Also what was asked at the very end, and whose answer nobody waited for.
        var asked = evidence.Book.Holding.Keys.Concat(evidence.Book.Records.Select(click => click.About)).ToHashSet(StringComparer.Ordinal);
        return evidence.Held.Uploads.Select(row => row.Key).Concat(evidence.Ministry.Ledger.All().Select(held => Book.KeyOf(held.Content)))
            .Distinct().Where(key => !asked.Contains(key)).Select(key => new Breach(Breach.Other, $"{key} was asked for by nobody"));
    }
}
