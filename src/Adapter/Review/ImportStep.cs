using Adapter.Contracts;
using Adapter.Files;
using Adapter.Hosting;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>A file of records as a job: each is handed in as any other, many in one transaction, and sent after all that is live.</summary>
sealed class ImportStep(Books books, ImportBook imports, Jobs jobs, Submissions submissions, ImportShelf shelf) : IJobStep
{
    public string Type => JobType.Import;

    public bool Step(Session session, JobRow job)
    {
        if (imports.Find(session, job.Id) is not { } import || import.Stage == ImportStage.Ready) return false;
        if (shelf.Readings.Next(import, job.Released) is not { } chunk) return false;
        if (chunk.Fault != "")
        {
            jobs.End(session, job.Id, JobState.Stopped, chunk.Fault);
            return true;
        }
        var trial = import.Stage == ImportStage.Check ? shelf.Readings.TrialOf(import) : null;
        if (trial is null || trial.Until == chunk.After) Take(session, job, import, chunk, trial);
        else CheckAnew(session, job, import);
        return true;
    }

    // After a restart, or where a step was not kept: what it would have taken is not known any more.
    void CheckAnew(Session session, JobRow job, ImportRow import)
    {
        shelf.Readings.Close(job.Id);
        imports.Keep(session, import.Anew());
        jobs.Release(session, job.Id, 0);
    }

    void Take(Session session, JobRow job, ImportRow import, ImportChunk chunk, Trial? trial)
    {
        trial?.Reach(chunk.Until);
        var isTrial = trial is not null;
        var held = Holdings.OfUploads(session, [.. chunk.Records.Select(record => record.Message["AAZ341"]).OfType<string>()], [.. chunk.Records.Select(record => record.Written.Person).OfType<string>()]);
        var seen = chunk.Records.Select(record => (Record: record, Receipt: Take(session, import, record, held, trial))).ToList();
        import = Counted(import, [.. seen.Select(one => one.Receipt)]);
        import = import with
        {
            Report = FaultReport.Append(shelf.Files.Report(import.Place), import.Report,
                [.. seen.Where(one => IsRefused(one.Receipt)).Select(one => (one.Record.Row, Told(one.Receipt)))]),
        };
        if (!isTrial && seen.Count > 0) Note(session, job, import, seen);
        jobs.Release(session, job.Id, chunk.Until);
        if (chunk.IsLast && isTrial && import.EndsAfterCheck == 0)
        {
            import = import with { Stage = ImportStage.Ready };
            session.AfterCommit(() => shelf.Readings.Close(job.Id));
        }
        imports.Keep(session, import);
        if (chunk.IsLast && import.Stage != ImportStage.Ready) jobs.End(session, job.Id, JobState.Done, ImportWords.Of(import));
    }

    Receipt Take(Session session, ImportRow import, ImportRecord record, Holdings held, Trial? trial)
    {
        if (import.Regions is { } regions && !regions.Contains($",{record.Message["AAB301"]},", StringComparison.Ordinal))
            return Receipt.No(Verdict.Faulty, "right.missing", ImportWords.Elsewhere(record.Message));
        var (serial, person) = (record.Message["AAZ341"] ?? "", record.Written.Person);
        var receipt = submissions.Take(session, new()
        {
            Message = record.Message,
            Checked = record.Checked,
            Written = record.Written,
            IsNew = held.AreNew(serial, person),
            Confirmed = record.Row.Confirmed,
            Origin = import.Origin,
            Turn = UploadRow.Backfill,
            IsNotedTogether = true,
            Trial = trial,
        });
        if (receipt.Upload is not null) held.Add(serial, person);
        return receipt;
    }

    static bool IsRefused(Receipt receipt) => receipt.Verdict is not (Verdict.Taken or Verdict.Known);

    static IReadOnlyList<Finding> Told(Receipt receipt) => receipt.Verdict == Verdict.Conflict ? receipt.Findings : [.. receipt.Findings.Where(ImportWords.Stands)];

    static ImportRow Counted(ImportRow import, IReadOnlyList<Receipt> receipts)
    {
        var made = receipts.Where(receipt => receipt.Verdict == Verdict.Taken).Select(receipt => receipt.Upload).OfType<long>().ToList();
        return import with
        {
            Taken = import.Taken + receipts.Count(receipt => receipt.Verdict == Verdict.Taken),
            Known = import.Known + receipts.Count(receipt => receipt.Verdict == Verdict.Known),
            Conflicts = import.Conflicts + receipts.Count(receipt => receipt.Verdict == Verdict.Conflict),
            Faulty = import.Faulty + receipts.Count(receipt => IsRefused(receipt) && receipt.Verdict != Verdict.Conflict),
            FirstUpload = import.FirstUpload ?? (made.Count > 0 ? made[0] : null),
            LastUpload = made.Count > 0 ? made[^1] : import.LastUpload,
        };
    }

    // One entry of the log for all of them: whose they are is found by the persons that it is about.
    void Note(Session session, JobRow job, ImportRow import, IReadOnlyList<(ImportRecord Record, Receipt Receipt)> seen)
    {
        var verdicts = seen.CountBy(one => one.Receipt.Verdict).ToDictionary();
        var taken = seen.Where(one => one.Receipt.Verdict == Verdict.Taken).ToList();
        var persons = taken.Select(one => one.Record.Written.Person).OfType<string>();
        var span = taken.Count > 0 ? new UploadSpan(taken[0].Receipt.Upload!.Value, taken[^1].Receipt.Upload!.Value) : null;
        if (span is not null) books.Events.AddDecided(session, span);
        books.Audit.Add(session, new(job.BegunBy, import.Door), new()
        {
            Action = ImportWords.Act,
            Object = $"job/{job.Id}",
            Detail = $"{import.Kind} {import.Digest[..16]} {ImportWords.Counts(verdicts)}",
        }, persons, span);
    }
}

/// <summary>Where files that are imported lie, and those that are being read.</summary>
sealed record ImportShelf(ImportFiles Files, ImportReadings Readings);
