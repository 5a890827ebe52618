using System.Globalization;
using Adapter.Simulator;

namespace Adapter.Torture.Kills;

/// <summary>
/// I5: sends(k) &lt;= 1 + unknown outcomes(k). A message comes again only when an answer to it was not clear, or when a kill
/// came before the answer was written down; and a row goes under a new number only when it was refused under the old one.
/// </summary>
static class NoNeedlessSends
{
    static readonly TimeSpan Heard = TimeSpan.FromSeconds(15);

    public static IEnumerable<Breach> Check(Evidence evidence) => [.. Messages(evidence), .. Numbers(evidence), .. GivenUp(evidence)];

    /// <summary>How many messages came again, needed or not.</summary>
    public static long Resends(Evidence evidence) => Uploads(evidence).CountBy(entry => entry.MessageId).Sum(message => message.Value - 1L);

    static IEnumerable<JournalEntry> Uploads(Evidence evidence) => evidence.Journal.Where(entry => entry.Rows.Count > 0);

    static IEnumerable<Breach> Messages(Evidence evidence)
    {
        var settled = Settled(evidence);
        foreach (var sends in Uploads(evidence).GroupBy(entry => entry.MessageId))
            foreach (var (before, after) in sends.Zip(sends.Skip(1)))
                if (IsNeedless(evidence, settled, before, after)) yield return new(Breach.Resent, $"{before.MessageId} came again at {after.At:O} after a clear answer at {before.At:O}");
    }

    static bool IsNeedless(Evidence evidence, HashSet<(string, string)> settled, JournalEntry before, JournalEntry after)
    {
        var rows = before.Rows.Select(row => new Sent(before, row)).ToList();
        if (!rows.All(row => row.IsClean)) return false;
        return !IsKilledBetween(evidence, before, after) || rows.All(row => settled.Contains((row.Key, before.MessageId)) && IsSettledBefore(evidence, row, after.At));
    }

    static bool IsKilledBetween(Evidence evidence, JournalEntry before, JournalEntry after) =>
        evidence.Lives.Any(life => life.WasKilled && life.From <= before.At && life.Until >= before.At && life.Until <= after.At);

    static HashSet<(string, string)> Settled(Evidence evidence) => [.. evidence.Held.Attempts
        .Where(attempt => attempt.Class is "Ok" or "AlreadySame").Select(attempt => (attempt.Key, attempt.MessageId))];

    static bool IsSettledBefore(Evidence evidence, Sent row, DateTimeOffset at) => evidence.Held.Attempts.Any(attempt =>
        attempt.Key == row.Key && attempt.MessageId == row.Entry.MessageId && attempt.Class is "Ok" or "AlreadySame"
        && DateTimeOffset.Parse(attempt.At, CultureInfo.InvariantCulture) < at);

    // The adapter's own book: after an unknown outcome the same number goes again. The ministry's: after a clean answer none.
    static IEnumerable<Breach> Numbers(Evidence evidence)
    {
        foreach (var attempts in evidence.Held.Attempts.GroupBy(attempt => attempt.Key))
            foreach (var (before, after) in attempts.Zip(attempts.Skip(1)))
                if (before.Class == "Unknown" && before.MessageId != after.MessageId)
                    yield return new(Breach.Resent, $"{attempts.Key} went as {after.MessageId} while {before.MessageId} was unknown");
        // A row goes along in a message that comes again for another of its rows: whether that was needed Messages has judged.
        var first = Uploads(evidence).GroupBy(entry => entry.MessageId).ToDictionary(sends => sends.Key, sends => sends.First(), StringComparer.Ordinal);
        foreach (var sends in evidence.Sends.GroupBy(send => (send.Key, send.Row.ContentSm3)))
            foreach (var (before, after) in sends.Zip(sends.Skip(1)))
                if (before.Entry.MessageId != after.Entry.MessageId && before.IsClean && first[after.Entry.MessageId] == after.Entry) yield return new(Breach.Resent, $"{before.Key} went as {after.Entry.MessageId} after a clear answer to {before.Entry.MessageId}");
    }

    // What is under way when the program is told to stop is heard to its end, unless that takes very long.
    static IEnumerable<Breach> GivenUp(Evidence evidence) => Uploads(evidence)
        .Where(entry => entry.Outcome == Outcome.Unclear && entry.Faults.All(fault => fault == "slow"))
        .Where(entry => evidence.Lives.FirstOrDefault(life => life.From <= entry.At && life.Until >= entry.At) is { WasKilled: false, Ending.Way: Way.Stop } life
            && life.Until - entry.At < Heard)
        .Select(entry => new Breach(Breach.Resent, $"{entry.MessageId} was given up at a stop"));
}
