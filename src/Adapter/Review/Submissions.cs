using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>
/// Takes the records of a local system. A result that answers a held application closes it as a decision does. The same
/// record again is known; the same key with other content is refused.
/// </summary>
sealed class Submissions(Agreement agreement, Writer writer, Books books, Examiner examiner, Registry registry)
{
    const string Reused = "serial.reused";

    /// <param name="by">Who hands it in.</param>
    /// <param name="message">The record.</param>
    /// <param name="confirmed">Rules that a person has confirmed.</param>
    /// <param name="allocates">
    /// One without a serial gets one. For a caller that hands nothing in twice: only a serial, or a held application, tells a
    /// record from its repetition.
    /// </param>
    /// <exception cref="SerialsExhausted">No serial is left to allocate.</exception>
    public Task<Receipt> Take(Actor by, Message message, IReadOnlyCollection<string> confirmed, bool allocates = false) =>
        writer.Write(session => Take(session, by, message, confirmed, allocates));

    public Receipt Take(Session session, Actor by, Message message, IReadOnlyCollection<string> confirmed, bool allocates)
    {
        var receipt = Judge(session, DraftOf(session, message, confirmed, allocates));
        // What findings refuse is held by nobody here: the one who handed it in has the answer.
        return receipt.Verdict == Verdict.Faulty ? receipt : books.Note(session, by, new()
        {
            Action = "submit",
            Object = new UploadKey(message.Kind.Name, receipt.AAB301 ?? "", receipt.AAZ341 ?? "").ToString(),
            Person = books.Persons.HashOf(message),
        }, receipt);
    }

    /// <summary>One of many that came together; whose act it is stands in the log with those beside it.</summary>
    /// <param name="session">Theirs.</param>
    /// <param name="draft">The record, and what was found about it already.</param>
    public Receipt Take(Session session, Draft draft) => Judge(session, Completed(session, draft, allocates: false));

    /// <summary>What it would be found to be; nothing is written.</summary>
    public IReadOnlyList<Finding> Preview(Session session, Message message, IReadOnlyCollection<string> confirmed, bool allocates = false) =>
        examiner.Examine(session, DraftOf(session, message, confirmed, allocates));

    Draft DraftOf(Session session, Message message, IReadOnlyCollection<string> confirmed, bool allocates) =>
        Completed(session, new() { Message = message, Confirmed = confirmed }, allocates);

    Draft Completed(Session session, Draft draft, bool allocates)
    {
        var application = draft.Message.IsEmpty("ADC201") ? null : books.Inbox.Find(session, draft.Message["ADC201"]!);
        return draft with { Message = Numbered(draft.Message, application, allocates), Application = application };
    }

    Receipt Judge(Session session, Draft draft)
    {
        if (!draft.IsNew && Held(session, draft) is { } held) return held;
        if (draft.Trial?.Held(draft) is { } before) return before == Verdict.Known ? new() { Verdict = before } : Receipt.No(before, Reused, agreement.Find(Reused, draft.Message.Kind));
        var findings = examiner.Examine(session, draft);
        if (Confirmation.Blocks(findings, draft.Message, draft.Confirmed))
            return Receipt.No(Verdict.Faulty, "findings", findings) with { AAB301 = draft.Message["AAB301"], AAZ341 = draft.Message["AAZ341"] };
        if (draft.Trial is null) return Receipt.Of(Verdict.Taken, registry.Enter(session, draft with { Message = registry.Number(session, draft.Message) }, findings), findings);
        draft.Trial.Add(draft);
        return new() { Verdict = Verdict.Taken, Findings = findings };
    }

    // Without a serial only a held application tells one record from its repetition.
    Message Numbered(Message message, ApplicationRow? application, bool allocates)
    {
        if (!message.IsEmpty("AAZ341")) return message;
        if (application?.AAZ341 is { } serial) return message.With("AAZ341", serial);
        return allocates || application is not null ? registry.Unnumbered(message) : message;
    }

    Receipt? Held(Session session, Draft draft)
    {
        var message = draft.Message;
        if (message.Key is null) return null;
        var versions = books.Outbox.Versions(session, message.Kind.Name, message["AAB301"]!, message["AAZ341"]!);
        if (versions.Count == 0) return null;
        var digest = draft.Digest;
        return versions.Any(version => version.Digest == digest)
            ? Receipt.Of(Verdict.Known, versions[^1], FindingText.Read(versions[^1].Findings))
            : Receipt.Of(Verdict.Conflict, versions[^1], [agreement.Find(Reused, message.Kind)]) with { Code = Reused };
    }
}
