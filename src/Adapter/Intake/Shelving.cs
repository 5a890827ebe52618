using System.Security.Cryptography;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Where a record came from.</summary>
sealed record Source(string Region, long PageId, string At);

/// <summary>
/// Puts the records of a page into the inbox: new, known, or another version beside the old ones. The same page again
/// changes nothing.
/// </summary>
sealed class Shelving(Agreement agreement, Books books, Downloads downloads)
{
    public void Put(Session session, Source source, Arrival arrival, Tally tally)
    {
        if (arrival.ADC201 is not { } number)
        {
            PutUnreadable(session, source, arrival, tally);
            return;
        }
        var held = books.Inbox.Find(session, number);
        if (held is null) PutFresh(session, source, arrival, tally);
        else if (IsKnown(session, held, arrival)) tally.Known++;
        else PutVersion(session, source, held, arrival, tally);
    }

    void PutUnreadable(Session session, Source source, Arrival arrival, Tally tally)
    {
        var isNew = downloads.KeepUnreadable(session, new()
        {
            Digest = Convert.ToHexStringLower(SHA256.HashData(arrival.Raw)),
            PageId = source.PageId,
            RowNo = arrival.RowNo,
            AAB301 = source.Region,
            Findings = FindingText.Of(arrival.Findings),
            Payload = arrival.Raw,
            ReceivedAt = source.At,
        });
        if (isNew) (tally.Fresh, tally.Flagged) = (tally.Fresh + 1, tally.Flagged + 1);
        else tally.Known++;
    }

    void PutFresh(Session session, Source source, Arrival arrival, Tally tally)
    {
        var row = Row(session, source, arrival) with { Version = 1 };
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
        Note(session, "downloaded", row);
    }

    // A record that is overtaken on its own page is new only if no version ever was like it.
    bool IsKnown(Session session, ApplicationRow held, Arrival arrival) => held.Digest == arrival.Digest
        || (arrival.IsOvertaken && books.Inbox.Versions(session, held.ADC201).Any(version => version.Digest == arrival.Digest));

    void PutVersion(Session session, Source source, ApplicationRow held, Arrival arrival, Tally tally)
    {
        // What an earlier program kept may be spelt otherwise: that is no change on the platform's side.
        var isHistory = held is { Origin: Origin.Baseline, Version: 1 };
        var row = Row(session, source, arrival) with { Version = held.Version + 1 };
        if (!isHistory && held.State == ApplicationState.Pending) row = row with { Flagged = 1 };
        books.Inbox.Put(session, row, source.PageId);
        if (isHistory)
        {
            tally.Known++;
            return;
        }
        tally.Changed++;
        tally.Flagged += row.Flagged;
        if (held.State != ApplicationState.Pending) tally.ChangedAfterDecision.Add(row.ADC201);
        Note(session, "changed", row);
    }

    ApplicationRow Row(Session session, Source source, Arrival arrival)
    {
        var message = arrival.Message;
        var findings = IsDuplicate(session, arrival)
            ? FindingText.Sorted(message.Kind, arrival.Findings.Append(agreement.Find("person.duplicate", message.Kind)))
            : arrival.Findings;
        return new()
        {
            ADC201 = arrival.ADC201!,
            AAB301 = message.IsEmpty("AAB301") ? source.Region : Text(message["AAB301"]!),
            AAE127 = Text(message["AAE127"] ?? ""),
            Deadline = Stamp.Day(arrival.Deadline),
            State = ApplicationState.Pending,
            Flagged = findings.Any(finding => finding.IsError) ? 1 : 0,
            Digest = arrival.Digest,
            Person = arrival.Person,
            Findings = FindingText.Of(findings),
            Payload = arrival.Raw,
            ReceivedAt = source.At,
        };
    }

    // No database takes it in a text; the record itself is kept as it came.
    static string Text(string value) => value.Replace("\0", "");

    bool IsDuplicate(Session session, Arrival arrival) => arrival.Person is { } person
        && (books.Inbox.OpenOf(session, person).Any(open => open.ADC201 != arrival.ADC201)
            || books.Registrations.AnyBut(session, person, row => row.ADC201 == arrival.ADC201));

    void Note(Session session, string type, ApplicationRow row) => books.Events.Add(session, new()
    {
        Type = type,
        Kind = agreement.Kinds.First(kind => kind.Becomes is not null).Name,
        ADC201 = row.ADC201,
        AAB301 = row.AAB301,
        Version = row.Version,
    });
}
