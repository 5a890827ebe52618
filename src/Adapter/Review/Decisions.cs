using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>Turns a decision about a held application into its audit result: checked, and committed with its upload as one.</summary>
sealed class Decisions(Agreement agreement, Writer writer, Books books, Examiner examiner, Registry registry)
{
    readonly Kind application = agreement.Application;

    Kind Result => agreement.Result;

    /// <summary>Of two that race, the second finds the first one's decision.</summary>
    /// <exception cref="SerialsExhausted">No serial is left to allocate.</exception>
    public async Task<Receipt> Decide(Actor by, string ADC201, Decision decision)
    {
        var receipt = await writer.Write(session => Note(session, by, ADC201, decision, Decide(session, ADC201, decision)));
        Failpoint.Hit("rv.after_commit");
        return receipt;
    }

    Receipt Note(Session session, Actor by, string ADC201, Decision decision, Receipt receipt) => books.Note(session, by, new()
    {
        Action = "decide",
        Object = ADC201,
        Person = books.Inbox.Find(session, ADC201)?.Person,
        Detail = Acts.Said(decision.Corrections.Keys.Prepend($"AAE540={decision.AAE540}"), ""),
    }, receipt);

    Receipt Decide(Session session, string ADC201, Decision decision)
    {
        if (books.Inbox.Find(session, ADC201) is not { } row) return Receipt.No(Verdict.Missing, "application.not-found");
        if (Locks.BarredInDecision(application, Result, decision.Corrections.Keys) is { Count: > 0 } barred)
            return Receipt.No(Verdict.Barred, "correction.field") with { Members = barred };
        return row.State == ApplicationState.Pending ? Close(session, row, decision) : Repeat(session, row, decision);
    }

    /// <summary>What a decision would be answered; nothing is written, and no serial is used.</summary>
    public Receipt Preview(Session session, string ADC201, Decision decision)
    {
        if (books.Inbox.Find(session, ADC201) is not { } row) return Receipt.No(Verdict.Missing, "application.not-found");
        if (row.State != ApplicationState.Pending) return Receipt.No(Verdict.Conflict, "application.decided");
        var (draft, findings) = Draw(session, row, decision);
        return WhatStands(session, row, draft, findings, decision) ?? new() { Verdict = Verdict.Taken, Findings = findings };
    }

    /// <summary>
    /// Takes a decision of the desk back before it is sent: its upload is stopped for good, and the application waits for a
    /// decision again. "" or the stable id of what stands in the way.
    /// </summary>
    public Task<string> Undo(Actor by, string ADC201) => writer.Write(session =>
    {
        if (books.Inbox.Find(session, ADC201) is not { State: ApplicationState.Decided, AAZ341: { } serial } row) return "application.not-decided";
        var upload = books.Outbox.Latest(session, Result.Name, row.AAB301, serial);
        var canUndo = upload is { State: UploadState.Waiting, Version: 1, SentAt: null } && string.CompareOrdinal(upload.DueAt, registry.Now) > 0;
        if (!canUndo || !books.Outbox.Discard(session, upload!, "撤回审核")) return "decision.sent";
        books.Inbox.Reopen(session, ADC201, serial);
        books.Audit.Add(session, by, new() { Action = "undo", Object = ADC201, Person = row.Person });
        return "";
    });

    Receipt Close(Session session, ApplicationRow row, Decision decision)
    {
        if (decision.Version is { } seen && seen != row.Version) return Receipt.No(Verdict.Conflict, "application.changed");
        var (draft, findings) = Draw(session, row, decision);
        if (WhatStands(session, row, draft, findings, decision) is { } no) return no;
        Failpoint.Hit("rv.preflight");
        return Receipt.Of(Verdict.Taken, registry.Enter(session, draft with { Message = registry.Number(session, draft.Message) }, findings), findings);
    }

    (Draft Draft, IReadOnlyList<Finding> Findings) Draw(Session session, ApplicationRow row, Decision decision)
    {
        var given = examiner.Given(row, Result)!.As(Result);
        var message = registry.Complete(Apply(given, row, decision));
        var draft = new Draft { Message = message, Application = row, Confirmed = decision.Confirm, Undo = decision.Undo };
        return (draft, FindingText.Sorted(Result, examiner.Examine(session, draft).Concat(Locks.Changed(agreement, given, message, IdentityLift.Lifted(session, books.Proposals, row.ADC201, given)))));
    }

    Receipt? WhatStands(Session session, ApplicationRow row, Draft draft, IReadOnlyList<Finding> findings, Decision decision)
    {
        if (findings.Any(finding => finding.Rule == "application.decided")) return Receipt.No(Verdict.Conflict, "application.decided", findings);
        if (Confirmation.Blocks(findings, draft.Message, decision.Confirm)) return Receipt.No(Verdict.Faulty, "findings", findings);
        return books.Outbox.Latest(session, Result.Name, row.AAB301, draft.Message["AAZ341"]!) is not null
            ? Receipt.No(Verdict.Conflict, "serial.reused", agreement.Find("serial.reused", Result))
            : null;
    }

    // What the caller gives must be what was decided; what it omits is taken from there.
    Receipt Repeat(Session session, ApplicationRow row, Decision decision)
    {
        var versions = row.AAZ341 is null ? [] : books.Outbox.Versions(session, Result.Name, row.AAB301, row.AAZ341);
        if (versions.Count > 0 && IsTheSame(MessageReader.Read(Result, versions[0].Payload), decision))
            return Receipt.Of(Verdict.Known, versions[^1], FindingText.Read(versions[^1].Findings));
        return Receipt.No(Verdict.Conflict, "application.decided", agreement.Find("application.decided", Result));
    }

    static bool IsTheSame(Message decided, Decision decision) =>
        decision.Given().All(member => (decided[member.Key] ?? "") == (member.Value ?? ""));

    // The row's region stands in for one that the platform left empty.
    static Message Apply(Message given, ApplicationRow row, Decision decision) => decision.Given().Aggregate(
        given.IsEmpty("AAB301") ? given.With("AAB301", row.AAB301) : given,
        (message, member) => message.With(member.Key, member.Value));
}
