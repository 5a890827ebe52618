using Adapter.Api;
using Adapter.Contracts;
using Adapter.People;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What one person has proposed, as the second one sees it. Kind: whose fields the changes are.</summary>
sealed record ProposalView(ProposalRow Row, string Act, Kind Kind, IReadOnlyList<DifferenceView> Changes);

/// <summary>The door of the desk to what takes two people: a result that is corrected or taken back, and who an application is about.</summary>
sealed class CorrectionDesk(Agreement agreement, Database database, Uploads uploads, Proposals proposals, CorrectionActs acts)
{
    public Kind Result { get; } = agreement.Result;

    public Withdrawal Withdrawal => acts.Withdrawal;

    /// <summary>The result with all that stands in it, and that stands in the log; null when there is none, or it is no business of this person's.</summary>
    public async Task<UploadView?> Open(Clerk clerk, string AAB301, string AAZ341)
    {
        if (!clerk.May(Right.Review, AAB301)) return null;
        var key = new UploadKey(Result.Name, AAB301, AAZ341);
        if (!await acts.Sightings.Note(clerk.Actor, "reveal", key.ToString(), session => uploads.PersonOf(session, key), "更正审核结果")) return null;
        return database.Read(session => uploads.Show(session, key.Kind, AAB301, AAZ341, masked: false));
    }

    public bool MayCorrect(UploadView view, string code) => Locks.BarredInCorrection(Result, view.Upload.ADC201 is not null, [code]).Count == 0;

    /// <summary>The deregistration that took a result back, or the result that a deregistration took back.</summary>
    public UploadKey? OtherOf(UploadKey key) => database.Read(session => acts.Withdrawals.Of(session, key.ToString()));

    /// <summary>Why a result is not to be taken back by a deregistration: a stable id; "" when it may be.</summary>
    public string WhyNotWithdrawn(UploadView view) => database.Read(session => acts.Withdrawal.WhatStands(session, SubjectOf(view))?.Code ?? "");

    public Receipt Preview(UploadView view, Proposed what, string reason) => database.Read(session => acts.Second.Preview(session, SubjectOf(view), what, reason));

    public Task<Receipt> Propose(Clerk clerk, UploadView view, Proposed what, string reason) => clerk.May(Right.Review, view.Upload.AAB301)
        ? acts.Second.Propose(clerk.Actor, SubjectOf(view), what, reason)
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
        var what = Proposed.Of(row);
        var before = what.Act == SecondedCorrection.Name ? FieldsOf(session, row) : what.Held.ToDictionary(held => held.Key, held => held.Value ?? "");
        return new(row, what.Act, KindOf(what.Act), [.. what.Fields.Select(field => new DifferenceView(field.Key, before.GetValueOrDefault(field.Key, ""), field.Value ?? ""))]);
    }

    IReadOnlyDictionary<string, string> FieldsOf(Session session, ProposalRow row)
    {
        var key = UploadKey.Parse(row.Object)!;
        return uploads.Show(session, key.Kind, key.AAB301, key.AAZ341, masked: false)?.Fields ?? new Dictionary<string, string>();
    }

    Kind KindOf(string act) => act switch
    {
        IdentityLift.Name => agreement.Application,
        Withdrawal.Name => acts.Withdrawal.Deregistration,
        _ => Result,
    };

    string SubjectOf(UploadView view) => new UploadKey(Result.Name, view.Upload.AAB301, view.Upload.AAZ341).ToString();
}

/// <summary>What decides about what takes two people, whichever door it came by.</summary>
sealed record CorrectionActs(SecondLook Second, Withdrawal Withdrawal, Withdrawals Withdrawals, Sightings Sightings);
