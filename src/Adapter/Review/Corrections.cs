using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Review;

/// <summary>A change of a result that is entered already.</summary>
sealed record Correction
{
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }
    public required string Reason { get; init; }
    /// <summary>What fields must hold for it to be made at all; empty = whatever they hold.</summary>
    public IReadOnlyDictionary<string, string?> Held { get; init; } = new Dictionary<string, string?>();
    public IReadOnlyCollection<string> Confirm { get; init; } = [];
    /// <summary>A second person looks at it: who it is about may change.</summary>
    public bool IsSeconded { get; init; }
}

/// <summary>
/// Corrects a result under its own key. Every correction is a version of its own beside the old ones.
/// A version was delivered, or the platform holds another content than one that was sent after another (it may have taken what it
/// said it had not): the new one is declared as a correction (OperFlag 2), where the platform can take it.
/// So it is too when a person says that what stands there is ours (<see cref="Ours"/>): the answers alone cannot tell.
/// None was: the newest, waiting, failed or discarded, is stopped, and the new one goes as new in its place.
/// The newest is being sent or its outcome is unknown: refused, as a stored batch never changes and nobody knows yet
/// whether the platform holds it.
/// </summary>
sealed class Corrections(Agreement agreement, Writer writer, Books books, Examiner examiner, Registry registry)
{
    /// <summary>Confirms, after a look at the platform, that the other content it holds under the key is an earlier one of ours.</summary>
    public const string Ours = "conflict.ours";

    Kind Result => agreement.Result;

    /// <summary>By its key; of another kind there is nothing to correct.</summary>
    public Task<Receipt> Correct(Actor by, UploadKey key, Correction correction) => key.Kind == Result.Name
        ? Correct(by, key.AAB301, key.AAZ341, correction)
        : Task.FromResult(Receipt.No(Verdict.Missing, "upload.not-found"));

    public Task<Receipt> Correct(Actor by, string AAB301, string AAZ341, Correction correction) =>
        writer.Write(session => Correct(session, by, AAB301, AAZ341, correction));

    public Receipt Correct(Session session, Actor by, string AAB301, string AAZ341, Correction correction) =>
        books.Outbox.Versions(session, Result.Name, AAB301, AAZ341) is { Count: > 0 } versions
            ? books.Note(session, by, Act("correct", versions[^1], correction), Correct(session, versions, correction, isTrial: false))
            : Receipt.No(Verdict.Missing, "upload.not-found");

    /// <summary>What a correction would be answered; nothing is written.</summary>
    public Receipt Preview(Session session, string AAB301, string AAZ341, Correction correction) =>
        books.Outbox.Versions(session, Result.Name, AAB301, AAZ341) is { Count: > 0 } versions
            ? Correct(session, versions, correction, isTrial: true)
            : Receipt.No(Verdict.Missing, "upload.not-found");

    /// <summary>Mends what the platform refused for its content: codes, formats, lengths. The rest is a reviewer's correction.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="key">Of an upload of any kind.</param>
    /// <param name="correction">What changes, and why.</param>
    /// <param name="isTrial">It is checked as it would be, and nothing changes.</param>
    public Task<Receipt> Mend(Actor by, UploadKey key, Correction correction, bool isTrial = false) =>
        writer.Write(session => Mend(session, by, key, correction, isTrial));

    public Receipt Mend(Session session, Actor by, UploadKey key, Correction correction, bool isTrial = false)
    {
        if (!agreement.Kinds.Any(kind => kind.IsUpload && kind.Name == key.Kind)
            || books.Outbox.Versions(session, key.Kind, key.AAB301, key.AAZ341) is not { Count: > 0 } versions)
            return Receipt.No(Verdict.Missing, "upload.not-found");
        var receipt = Mend(session, versions, correction, isTrial);
        return isTrial ? receipt : books.Note(session, by, Act("mend", versions[^1], correction), receipt);
    }

    static AuditRow Act(string action, UploadRow row, Correction correction) => new()
    {
        Action = action,
        Object = UploadKey.Of(row).ToString(),
        Person = row.Person,
        Detail = Acts.Said(correction.Fields.Keys, correction.Reason),
    };

    Receipt Correct(Session session, IReadOnlyList<UploadRow> versions, Correction correction, bool isTrial) =>
        Locks.BarredInCorrection(Result, versions[^1].ADC201 is not null, correction.Fields.Keys) is { Count: > 0 } barred
            ? Receipt.No(Verdict.Barred, "correction.field") with { Members = barred }
            : Change(session, versions, correction, isTrial);

    Receipt Mend(Session session, IReadOnlyList<UploadRow> versions, Correction correction, bool isTrial)
    {
        var latest = versions[^1];
        if (Locks.BarredInMending(agreement.Kind(latest.Kind), latest.ADC201 is not null, correction.Fields.Keys) is { Count: > 0 } barred)
            return Receipt.No(Verdict.Barred, "mend.field") with { Members = barred };
        if (correction.Held.Any(held => Before(latest)[held.Key] != held.Value)) return Receipt.Of(Verdict.Conflict, latest, []) with { Code = "upload.changed" };
        var isRefused = latest is { State: UploadState.Failed, Class: "DataError" };
        return isRefused || latest.State is UploadState.Sending or UploadState.Unknown || ContentDigest.Of(After(latest, correction)) == latest.Digest
            ? Change(session, versions, correction, isTrial)
            : Receipt.Of(Verdict.Conflict, latest, []) with { Code = "upload.not-refused" };
    }

    Receipt Change(Session session, IReadOnlyList<UploadRow> versions, Correction correction, bool isTrial)
    {
        var latest = versions[^1];
        var after = After(latest, correction);
        if (ContentDigest.Of(after) == latest.Digest) return Receipt.Of(Verdict.Known, latest, FindingText.Read(latest.Findings));
        if (latest.State is UploadState.Sending or UploadState.Unknown) return Receipt.Of(Verdict.Conflict, latest, []) with { Code = "upload.open" };
        var isThere = versions.Any(version => version.State == UploadState.Delivered) || IsHeldOther(versions)
            || (latest.Class == "Conflict" && correction.Confirm.Contains(Ours));
        if (isThere && !registry.CanCorrect) return Receipt.Of(Verdict.Conflict, latest, []) with { Code = "correction.unsupported" };
        var draft = new Draft
        {
            Message = after,
            Application = latest.ADC201 is null ? null : books.Inbox.Find(session, latest.ADC201),
            Confirmed = correction.Confirm,
            IsKnownKey = true,
            IsCorrection = isThere,
        };
        var findings = Examine(session, latest, draft, correction.IsSeconded);
        if (Confirmation.Blocks(findings, after, correction.Confirm)) return Receipt.No(Verdict.Faulty, "findings", findings);
        return Receipt.Of(Verdict.Taken, isTrial ? latest : Replace(session, latest, draft, findings, correction.Reason), findings);
    }

    Message Before(UploadRow latest) => MessageReader.Read(agreement.Kind(latest.Kind), latest.Payload);

    Message After(UploadRow latest, Correction correction) =>
        correction.Fields.Aggregate(Before(latest), (message, member) => message.With(member.Key, member.Value));

    // What stands there is ours only if an earlier version may have been taken: sent, and never refused for what it says.
    static bool IsHeldOther(IReadOnlyList<UploadRow> versions)
    {
        var earlier = versions.TakeWhile(version => version.Class != "Conflict").ToList();
        return earlier.Count < versions.Count && earlier.Exists(version => version.SentAt is not null && version.Class != "DataError");
    }

    IReadOnlyList<Finding> Examine(Session session, UploadRow latest, Draft draft, bool isSeconded)
    {
        var findings = examiner.Examine(session, draft);
        return latest.ADC201 is null || isSeconded ? findings
            : FindingText.Sorted(draft.Message.Kind, findings.Concat(Locks.Changed(agreement, Before(latest), draft.Message)));
    }

    UploadRow Replace(Session session, UploadRow latest, Draft draft, IReadOnlyList<Finding> findings, string reason)
    {
        if (latest.State is UploadState.Waiting or UploadState.Failed) books.Outbox.Discard(session, latest, reason);
        return registry.Replace(session, latest, draft, findings, reason);
    }
}
