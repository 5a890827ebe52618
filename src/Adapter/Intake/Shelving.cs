using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Where a record came from.</summary>
sealed record Source(RunRow Run, long PageId, string At)
{
    public string Region => Run.AAB301;
    /// <summary>Applications of an earlier day should have been here already; null where nobody looks.</summary>
    public DateOnly? MissedBefore { get; init; }
}

/// <summary>
/// Puts the records of a page into the inbox: new, known, or another version beside the old ones. The same page again
/// changes nothing.
/// </summary>
sealed class Shelving(Agreement agreement, Books books, Downloads downloads, Hours hours)
{
    // Longer than any region's code or day; PostgreSQL refuses to index a few thousand.
    const int Longest = 32;

    // A platform may give more than it was asked for, and more than a statement takes values.
    const int MostTogether = 500;

    /// <summary>
    /// The store is asked once about many of them; those of which it knows nothing are kept together. Where it fails, nobody
    /// knows by which record.
    /// </summary>
    public void PutTogether(Session session, Source source, IReadOnlyList<Arrival> arrivals, Tally tally)
    {
        foreach (var part in arrivals.Chunk(MostTogether)) PutPart(session, source, part, tally);
    }

    void PutPart(Session session, Source source, Arrival[] arrivals, Tally tally)
    {
        var holdings = Holdings.OfApplications(session,
            [.. arrivals.Select(arrival => arrival.ADC201).OfType<string>()], [.. arrivals.Select(arrival => arrival.Person).OfType<string>()]);
        var unknown = new List<ApplicationRow>();
        foreach (var arrival in arrivals)
        {
            // What comes twice on a page is known the second time.
            var number = arrival.ADC201;
            var isUnknown = number is not null && holdings.AreNew(number, arrival.Person);
            if (number is not null) holdings.Add(number, arrival.Person);
            if (isUnknown)
            {
                unknown.Add(Row(source, arrival, arrival.Findings));
                continue;
            }
            PutUnknown(session, source, unknown, tally);
            Put(session, source, arrival, tally);
        }
        PutUnknown(session, source, unknown, tally);
    }

    void PutUnknown(Session session, Source source, List<ApplicationRow> rows, Tally tally)
    {
        if (rows.Count == 0) return;
        books.Inbox.PutAll(session, rows, source.PageId);
        books.Events.AddDownloaded(session, agreement.Application.Name, [.. rows.Select(row => row.ADC201)]);
        tally.Fresh += rows.Count;
        tally.Flagged += rows.Sum(row => row.Flagged);
        rows.Clear();
    }

    public void Put(Session session, Source source, Arrival arrival, Tally tally)
    {
        if (arrival.ADC201 is not { } number)
        {
            PutUnreadable(session, source, arrival, tally);
            return;
        }
        var held = books.Inbox.Find(session, number);
        if (held is null) PutFresh(session, source, arrival, tally);
        else if (IsKnown(session, source, held, arrival)) tally.Known++;
        else PutVersion(session, source, held, arrival, tally);
    }

    void PutUnreadable(Session session, Source source, Arrival arrival, Tally tally)
    {
        var isNew = downloads.KeepUnreadable(session, new()
        {
            Digest = arrival.RawDigest,
            PageId = source.PageId,
            RowNo = arrival.RowNo,
            AAB301 = source.Region,
            Findings = FindingText.Of(arrival.Findings),
            Payload = arrival.Raw,
            ReceivedAt = source.At,
            Reason = arrival.Unreadable!,
        });
        if (!isNew)
        {
            tally.Known++;
            return;
        }
        (tally.Fresh, tally.Flagged) = (tally.Fresh + 1, tally.Flagged + 1);
        tally.Unreadable.Add((arrival.RowNo, arrival.Unreadable!));
    }

    void PutFresh(Session session, Source source, Arrival arrival, Tally tally)
    {
        var row = Row(session, source, arrival);
        // An answer that was here before its application: a local system's, or an earlier program's.
        var answer = books.Outbox.OfApplication(session, row.ADC201).LastOrDefault(upload => upload.State != UploadState.Discarded);
        if (answer is not null) row = row with
        {
            State = ApplicationState.Decided,
            DecidedAt = answer.CreatedAt,
            Decision = MessageReader.Read(agreement.Kind(answer.Kind), answer.Payload)["AAE540"],
            AAZ341 = answer.AAZ341,
        };
        books.Inbox.Put(session, row, source.PageId);
        tally.Fresh++;
        tally.Flagged += row.Flagged;
        var missed = CompactDate.Day(row.AAE127) is { } day && day < source.MissedBefore ? day : (DateOnly?)null;
        if (missed is not null)
        {
            hours.Found(session, source.Region, Stamp.Day(missed.Value), source.Run.Id);
            tally.Repaired++;
        }
        Note(session, "downloaded", row, missed is null ? null : "repaired");
    }

    /// <summary>
    /// The content that is held, or an older one of it: a platform may show two at once, or one and the other in turn.
    /// An older one that came back while the newer is no longer shown is a change.
    /// </summary>
    bool IsKnown(Session session, Source source, ApplicationRow held, Arrival arrival)
    {
        var inbox = books.Inbox;
        if (held.Digest == arrival.Digest)
        {
            if (held.Version > 1) inbox.Seen(session, held.ADC201, arrival.Digest, source.Run.Id);
            return true;
        }
        if (!inbox.Versions(session, held.ADC201).Any(version => version.Digest == arrival.Digest)) return false;
        var isBack = inbox.SeenIn(session, held.ADC201, arrival.Digest) > inbox.SeenIn(session, held.ADC201, held.Digest);
        inbox.Seen(session, held.ADC201, arrival.Digest, source.Run.Id);
        return !isBack;
    }

    void PutVersion(Session session, Source source, ApplicationRow held, Arrival arrival, Tally tally)
    {
        // What an earlier program kept may be spelt otherwise: that is no change on the platform's side.
        var isHistory = held is { Origin: Origin.Baseline, Version: 1 };
        var row = Row(session, source, arrival) with { Version = held.Version + 1 };
        if (!isHistory && held.State == ApplicationState.Pending) row = row with { Flagged = 1 };
        books.Inbox.Put(session, row, source.PageId);
        books.Inbox.Seen(session, row.ADC201, row.Digest, source.Run.Id);
        if (isHistory)
        {
            tally.Known++;
            return;
        }
        tally.Changed++;
        tally.Flagged += row.Flagged;
        if (held.State != ApplicationState.Pending) tally.ChangedAfterDecision.Add(row.ADC201);
        Note(session, "changed", row, null);
    }

    ApplicationRow Row(Session session, Source source, Arrival arrival)
    {
        var kind = arrival.Message.Kind;
        return Row(source, arrival, IsDuplicate(session, arrival)
            ? FindingText.Sorted(kind, arrival.Findings.Append(agreement.Find("person.duplicate", kind)))
            : arrival.Findings);
    }

    // As the first version.
    static ApplicationRow Row(Source source, Arrival arrival, IReadOnlyList<Finding> findings)
    {
        var message = arrival.Message;
        return new()
        {
            ADC201 = arrival.ADC201!,
            AAB301 = message.IsEmpty("AAB301") ? source.Region : Text(message["AAB301"]!),
            AAE127 = Text(message["AAE127"] ?? ""),
            Deadline = Stamp.Day(arrival.Deadline),
            State = ApplicationState.Pending,
            Version = 1,
            Flagged = findings.Any(finding => finding.IsError) ? 1 : 0,
            Digest = arrival.Digest,
            Person = arrival.Person,
            Findings = FindingText.Of(findings),
            Payload = arrival.Raw,
            ReceivedAt = source.At,
        };
    }

    // No database takes U+0000 in a text, and not every length in an index; the record itself is kept as it came.
    static string Text(string value)
    {
        value = value.Replace("\0", "");
        if (value.Length <= Longest) return value;
        return value[..(char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest)];
    }

    bool IsDuplicate(Session session, Arrival arrival) => arrival.Person is { } person
        && (books.Inbox.OpenOf(session, person).Any(open => open.ADC201 != arrival.ADC201)
            || books.Registrations.AnyBut(session, person, row => row.ADC201 == arrival.ADC201));

    void Note(Session session, string type, ApplicationRow row, string? code) => books.Events.Add(session, new()
    {
        Type = type,
        Kind = agreement.Application.Name,
        ADC201 = row.ADC201,
        AAB301 = row.AAB301,
        Version = row.Version,
        Code = code,
    });
}
