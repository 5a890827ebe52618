namespace Adapter.Torture.Worlds;

/// <summary>What a right program knows of a row that it sent; what a row was answered its message will be answered again.</summary>
enum Known { Open, NotApplied, Refused, Done }

/// <summary>
/// Whether each send was needed: a row goes under a new message number only after a clear refusal, and never once the
/// program was told that it was taken.
/// </summary>
sealed class Sends(Tally tally)
{
    // A row begins with its key.
    const int KeyLength = 47;

    readonly Dictionary<string, (string Text, string MessageId, Known Known)> rows = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> times = new(StringComparer.Ordinal);

    /// <summary>How often this message was sent, this time included.</summary>
    public int Leaves(string messageId) => times[messageId] = times.GetValueOrDefault(messageId) + 1;

    /// <summary>No version goes after a later one of its key, in whatever message.</summary>
    public void Follows(string messageId, string key, long version)
    {
        if (version < versions.GetValueOrDefault(key)) tally.Fail($"I6: version {version} of {key} went in {messageId} after version {versions[key]}");
        versions[key] = Math.Max(version, versions.GetValueOrDefault(key));
    }

    public void Look(Visit visit)
    {
        foreach (var text in visit.Sent)
        {
            if (rows.TryGetValue(text[..KeyLength], out var earlier) && earlier.Text != text && earlier.Known == Known.Open)
                tally.Fail($"I6: a version went in {visit.MessageId} while nobody knew of the one in {earlier.MessageId}");
            var before = Before(text) ?? (text, visit.MessageId, Known.Open);
            if (before.MessageId != visit.MessageId && before.Known is Known.Open or Known.Done)
                tally.Fail($"I5: a row of {before.MessageId} ({before.Known}) was sent again as {visit.MessageId}");
            Note(text, visit, before.MessageId == visit.MessageId && before.Known is Known.Done or Known.Refused ? before.Known : Known.Open);
        }
    }

    /// <summary>How a row of this key begins.</summary>
    public static string KeyOf(string kind, string region, string serial) => kind == "deregistration"
        ? $"{{\"AAB301\":\"{region}\",\"AAZ341\":\"{serial}\","
        : $"{{\"AAZ341\":\"{serial}\",\"AAB301\":\"{region}\",";

    /// <summary>A look-up settles a row: taken, a person's, or not there.</summary>
    /// <param name="messageId">The message that carries it, null when none is open any more.</param>
    public void Found(string key, string? text, string? messageId)
    {
        if (rows.TryGetValue(key[..KeyLength], out var sent))
            rows[key[..KeyLength]] = sent with { MessageId = messageId ?? sent.MessageId, Known = text is null ? Known.NotApplied : sent.Text == text ? Known.Done : Known.Refused };
    }

    /// <summary>The answer has reached the program.</summary>
    public void Answered(Visit visit)
    {
        foreach (var text in visit.Sent)
        {
            if (Before(text)?.MessageId != visit.MessageId) continue;
            if (visit.Codes.TryGetValue(text, out var code)) Note(text, visit, Visit.IsHeld(code) ? Known.Done : Known.Refused);
            // The platform refuses all of it for its content, whenever it came: none of it was taken before.
            else if (visit.Fault is Fault.AllRefused || (times[visit.MessageId] == 1 && visit.Fault is Fault.Throttled or Fault.NotLetIn or Fault.Busy or Fault.LiesAfter))
                Note(text, visit, Known.NotApplied);
        }
    }

    // Other content under the key is another version.
    (string Text, string MessageId, Known Known)? Before(string text) =>
        rows.TryGetValue(text[..KeyLength], out var before) && before.Text == text ? before : null;

    void Note(string text, Visit visit, Known known) => rows[text[..KeyLength]] = (text, visit.MessageId, known);
}
