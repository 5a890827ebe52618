using Adapter.Contracts;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Intake;

/// <summary>What became of the records of a file of history.</summary>
sealed record BaselineReport
{
    public long Read { get; init; }
    public long Taken { get; init; }
    /// <summary>Held already, with this content or another: what is held stays.</summary>
    public long Known { get; init; }
    /// <summary>Records without a key, which cannot be held.</summary>
    public long Unusable { get; init; }
    /// <summary>The row (from 1) of the first of them; 0 = none.</summary>
    public long FirstUnusable { get; init; }
}

/// <summary>
/// Takes what an earlier program downloaded, decided or sent as history: held and searchable, never sent, and known when
/// it is met again. Without events, which tell what happens now. A second run takes nothing twice.
/// </summary>
sealed class Baseline(Writer writer, Books books, Validation validation, Deadlines deadlines, TimeProvider time)
{
    const int RowsPerTransaction = 500;
    const string Approved = "1";

    /// <param name="by">Who brings it.</param>
    /// <param name="decided">Applications without a result among the records are decided all the same.</param>
    public async Task<BaselineReport> Import(Actor by, Kind kind, IEnumerable<Message> records, bool decided, IProgress<BaselineReport>? progress, CancellationToken stop)
    {
        var report = new BaselineReport();
        foreach (var part in records.Chunk(RowsPerTransaction))
        {
            stop.ThrowIfCancellationRequested();
            var before = report;
            report = await writer.Write(session => Take(session, by, kind, part, decided, before));
            progress?.Report(report);
        }
        return report;
    }

    BaselineReport Take(Session session, Actor by, Kind kind, Message[] part, bool decided, BaselineReport before)
    {
        var after = part.Aggregate(before, (sum, record) => Take(session, kind, record, decided, sum));
        if (after.Taken > before.Taken)
            books.Audit.Add(session, by, new() { Action = "import", Object = kind.Name, Detail = $"{after.Taken - before.Taken} 条" }, part.Where(record => record.Key is not null).Select(books.Persons.HashOf).OfType<string>());
        return after;
    }

    BaselineReport Take(Session session, Kind kind, Message record, bool decided, BaselineReport sum)
    {
        sum = sum with { Read = sum.Read + 1 };
        if (record.Key is null) return sum with { Unusable = sum.Unusable + 1, FirstUnusable = sum.Unusable == 0 ? sum.Read : sum.FirstUnusable };
        var taken = kind.IsUpload ? TakeUpload(session, record) : TakeApplication(session, record, decided);
        return taken ? sum with { Taken = sum.Taken + 1 } : sum with { Known = sum.Known + 1 };
    }

    bool TakeApplication(Session session, Message record, bool decided)
    {
        if (books.Inbox.Find(session, record["ADC201"]!) is not null) return false;
        var today = ChinaTime.Date(time.GetUtcNow());
        var findings = validation.Check(record, today);
        var answer = books.Outbox.OfApplication(session, record["ADC201"]!).LastOrDefault(upload => upload.State != UploadState.Discarded);
        books.Inbox.Put(session, new()
        {
            ADC201 = record["ADC201"]!,
            AAB301 = record["AAB301"] ?? "",
            AAE127 = record["AAE127"] ?? "",
            Deadline = Stamp.Day(deadlines.Of(record, today)),
            State = decided || answer is not null ? ApplicationState.Decided : ApplicationState.Pending,
            Flagged = findings.Any(finding => finding.IsError) ? 1 : 0,
            Version = 1,
            Digest = ContentDigest.Of(record),
            Person = books.Persons.HashOf(record),
            Findings = FindingText.Of(findings),
            Payload = record.ToUtf8(),
            ReceivedAt = Now,
            DecidedAt = decided || answer is not null ? Now : null,
            AAZ341 = answer?.AAZ341,
            Origin = Origin.Baseline,
        }, null);
        return true;
    }

    bool TakeUpload(Session session, Message record)
    {
        var kind = record.Kind.Name;
        if (books.Outbox.Latest(session, kind, record["AAB301"]!, record["AAZ341"]!) is not null) return false;
        var number = record.IsEmpty("ADC201") ? null : record["ADC201"];
        books.Outbox.Enqueue(session, new()
        {
            Kind = kind,
            AAB301 = record["AAB301"]!,
            AAZ341 = record["AAZ341"]!,
            ADC201 = number,
            Person = books.Persons.HashOf(record),
            Registers = record["AAE540"] == Approved ? 1 : 0,
            State = UploadState.Delivered,
            SettledAt = Now,
            Digest = ContentDigest.Of(record),
            Payload = record.ToUtf8(),
            Origin = Origin.Baseline,
        });
        if (number is not null) books.Inbox.Decide(session, number, record["AAE540"] ?? "", record["AAZ341"]!, Now);
        return true;
    }

    string Now => Stamp.Of(time.GetUtcNow());
}
