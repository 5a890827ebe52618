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
    public IReadOnlyCollection<string> Confirm { get; init; } = [];
}

/// <summary>
/// Corrects a result under its own key. Every correction is a version of its own beside the old ones.
/// A version was delivered, or the platform holds another content than one that was sent after another (it may have taken what it
/// said it had not): the new one is declared as a correction (OperFlag 2), where the platform can take it.
/// None was: the newest, waiting, failed or discarded, is stopped, and the new one goes as new in its place.
/// The newest is being sent or its outcome is unknown: refused, as a stored batch never changes and nobody knows yet
/// whether the platform holds it.
/// </summary>
sealed class Corrections(Agreement agreement, Writer writer, Books books, Examiner examiner, Registry registry)
{
    Kind Result => agreement.Kind(agreement.Kinds.First(kind => kind.Becomes is not null).Becomes!);

    public Task<Receipt> Correct(string AAB301, string AAZ341, Correction correction) =>
        writer.Write(session => Correct(session, books.Outbox.Versions(session, Result.Name, AAB301, AAZ341), correction));

    Receipt Correct(Session session, IReadOnlyList<UploadRow> versions, Correction correction)
    {
        if (versions.Count == 0) return Receipt.No(Verdict.Missing, "upload.not-found");
        var latest = versions[^1];
        var before = MessageReader.Read(Result, latest.Payload);
        if (Locks.BarredInCorrection(Result, latest.ADC201 is not null, correction.Fields.Keys) is { Count: > 0 } barred)
            return Receipt.No(Verdict.Barred, "correction.field") with { Members = barred };
        var after = correction.Fields.Aggregate(before, (message, member) => message.With(member.Key, member.Value));
        if (ContentDigest.Of(after) == latest.Digest) return Receipt.Of(Verdict.Known, latest, FindingText.Read(latest.Findings));
        if (latest.State is UploadState.Sending or UploadState.Unknown) return Receipt.Of(Verdict.Conflict, latest, []) with { Code = "upload.open" };
        var isThere = versions.Any(version => version.State == UploadState.Delivered) || IsHeldOther(versions);
        if (isThere && !registry.CanCorrect) return Receipt.Of(Verdict.Conflict, latest, []) with { Code = "correction.unsupported" };
        return Replace(session, latest, before, correction, new()
        {
            Message = after,
            Application = latest.ADC201 is null ? null : books.Inbox.Find(session, latest.ADC201),
            Confirmed = correction.Confirm,
            IsKnownKey = true,
            IsCorrection = isThere,
        });
    }

    // What stands there is ours only if an earlier version may have been taken: sent, and never refused for what it says.
    static bool IsHeldOther(IReadOnlyList<UploadRow> versions)
    {
        var earlier = versions.TakeWhile(version => version.Class != "Conflict").ToList();
        return earlier.Count < versions.Count && earlier.Exists(version => version.SentAt is not null && version.Class != "DataError");
    }

    Receipt Replace(Session session, UploadRow latest, Message before, Correction correction, Draft draft)
    {
        var findings = examiner.Examine(session, draft);
        if (latest.ADC201 is not null) findings = FindingText.Sorted(Result, findings.Concat(Locks.Changed(agreement, before, draft.Message)));
        if (Confirmation.Blocks(findings, draft.Message, correction.Confirm)) return Receipt.No(Verdict.Faulty, "findings", findings);
        if (latest.State is UploadState.Waiting or UploadState.Failed) books.Outbox.Discard(session, latest, correction.Reason);
        return Receipt.Of(Verdict.Taken, registry.Replace(session, latest, draft, findings, correction.Reason), findings);
    }
}
