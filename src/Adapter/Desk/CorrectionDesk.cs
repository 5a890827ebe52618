using Adapter.Api;
using Adapter.Contracts;
using Adapter.People;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>A proposed correction as the second person sees it.</summary>
sealed record ProposalView(ProposalRow Row, UploadKey Key, IReadOnlyList<DifferenceView> Changes);

/// <summary>The door of the desk to a result that is to be changed: one proposes, another approves.</summary>
sealed class CorrectionDesk(Agreement agreement, Database database, Uploads uploads, Proposals proposals, CorrectionActs acts)
{
    public Kind Result { get; } = agreement.Kind(agreement.Kinds.First(kind => kind.Becomes is not null).Becomes!);

    /// <summary>The result with all that stands in it, and that stands in the log; null when there is none, or it is no business of this person's.</summary>
    public async Task<UploadView?> Open(Clerk clerk, string AAB301, string AAZ341)
    {
        if (!clerk.May(Right.Review, AAB301)) return null;
        var key = new UploadKey(Result.Name, AAB301, AAZ341);
        if (!await acts.Sightings.Note(clerk.Actor, "reveal", key.ToString(), session => uploads.PersonOf(session, key), "更正审核结果")) return null;
        return database.Read(session => uploads.Show(session, key.Kind, AAB301, AAZ341, masked: false));
    }

    public bool MayCorrect(UploadView view, string code) => Locks.BarredInCorrection(Result, view.Upload.ADC201 is not null, [code]).Count == 0;

    public Receipt Preview(UploadView view, Correction correction) => database.Read(session => acts.Corrections.Preview(session, view.Upload.AAB301, view.Upload.AAZ341, correction));

    public Task<Receipt> Propose(Clerk clerk, UploadView view, Correction correction) => clerk.May(Right.Review, view.Upload.AAB301)
        ? acts.Second.Propose(clerk.Actor, new(Result.Name, view.Upload.AAB301, view.Upload.AAZ341), correction)
        : Task.FromResult(Receipt.No(Verdict.Barred, "scope.missing"));

    /// <summary>What waits for a second person in this person's regions. Values are shown to whoever decides about them.</summary>
    public IReadOnlyList<ProposalView> Waiting(Clerk clerk) => database.Read(session => proposals.Open(session)
        .Where(row => clerk.May(Right.Review, row.AAB301))
        .Select(row => ViewOf(session, row)).ToList());

    public Task<Receipt> Approve(Clerk clerk, ProposalRow row) => clerk.May(Right.Review, row.AAB301)
        ? acts.Second.Approve(clerk.Actor, row.Id)
        : Task.FromResult(Receipt.No(Verdict.Barred, "scope.missing"));

    public Task<string> Refuse(Clerk clerk, ProposalRow row, string reason) => clerk.May(Right.Review, row.AAB301)
        ? acts.Second.Refuse(clerk.Actor, row.Id, reason)
        : Task.FromResult("scope.missing");

    ProposalView ViewOf(Session session, ProposalRow row)
    {
        var key = UploadKey.Parse(row.Object)!;
        var before = uploads.Show(session, key.Kind, key.AAB301, key.AAZ341, masked: false)?.Fields ?? new Dictionary<string, string>();
        return new(row, key, [.. SecondLook.CorrectionOf(row).Fields.Select(field => new DifferenceView(field.Key, before.GetValueOrDefault(field.Key, ""), field.Value ?? ""))]);
    }
}

/// <summary>What decides about a correction, whichever door it came by.</summary>
sealed record CorrectionActs(SecondLook Second, Corrections Corrections, Sightings Sightings);
