namespace Adapter.Torture.Kills;

/// <summary>I3, I4, I13: applied once, always the same bytes, one key for one person and one application under one key.</summary>
static class NothingTwice
{
    public static IEnumerable<Breach> Check(Evidence evidence) => [.. Applied(evidence), .. Bodies(evidence), .. Keys(evidence)];

    static IEnumerable<Breach> Applied(Evidence evidence)
    {
        var applied = evidence.Sends.Where(send => send.Row.Applied).GroupBy(send => (send.Key, send.Row.ContentSm3)).Where(sends => sends.Count() > 1)
            .Select(sends => new Breach(Breach.Twice, $"{sends.Key.Key} was applied {sends.Count()} times"));
        var decided = evidence.Book.Decisions.Where(click => click.State == ClickState.Taken).GroupBy(click => click.About)
            .Where(clicks => clicks.Select(click => click.Body).Distinct().Count() > 1)
            .Select(clicks => new Breach(Breach.Twice, $"{clicks.Key} was decided twice"));
        return [.. applied, .. decided];
    }

    static IEnumerable<Breach> Bodies(Evidence evidence)
    {
        var versions = evidence.Held.Uploads.GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => rows.Select(row => row.Digest).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var messages = evidence.Journal.Where(entry => entry.Rows.Count > 0).GroupBy(entry => entry.MessageId).Where(sends => sends.Select(entry => entry.BodySm3).Distinct().Count() > 1)
            .Select(sends => new Breach(Breach.Differing, $"{sends.Key} came with different bodies"));
        var contents = evidence.Sends.Where(send => !versions.TryGetValue(send.Key, out var digests) || !digests.Contains(send.Row.ContentSm3))
            .Select(send => new Breach(Breach.Differing, $"{send.Key} came with content that no version has"));
        var unjournalled = evidence.Journal.Where(entry => entry.Rows.Count > 0 && !evidence.Held.Batches.Contains(entry.MessageId))
            .Select(entry => new Breach(Breach.Other, $"{entry.MessageId} came and is not stored as a message"));
        return [.. messages, .. contents.Distinct(), .. unjournalled.Distinct()];
    }

    static IEnumerable<Breach> Keys(Evidence evidence)
    {
        var persons = evidence.Held.Uploads.GroupBy(row => row.Key).Where(rows => rows.Select(row => row.Person).Distinct().Count() > 1)
            .Select(rows => new Breach(Breach.Other, $"{rows.Key} is of two persons"));
        var keys = evidence.Sends.Where(send => send.Row.ADC201 != "").GroupBy(send => send.Row.ADC201).Where(sends => sends.Select(send => send.Key).Distinct().Count() > 1)
            .Select(sends => new Breach(Breach.Twice, $"{sends.Key} was sent under two keys"));
        var numbers = evidence.Sends.GroupBy(send => send.Key).Where(sends => sends.Select(send => send.Row.ADC201).Distinct().Count() > 1)
            .Select(sends => new Breach(Breach.Other, $"{sends.Key} came for two applications"));
        return [.. persons, .. keys, .. numbers];
    }
}
