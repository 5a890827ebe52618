using System.Collections.Concurrent;
using Adapter.Api;
using Adapter.Contracts;
using Adapter.People;
using Adapter.Review;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>A case as it lies on the desk. Holder: whose it is, "" = nobody's.</summary>
sealed record CaseView(ApplicationRow Row, ApplicationView View, string Holder, IReadOnlyList<Namesake> Others)
{
    /// <summary>What a second person has agreed that its identity fields may be corrected to.</summary>
    public IReadOnlyDictionary<string, string?> Lifted { get; init; } = new Dictionary<string, string?>();

    /// <summary>What still waits for a second person.</summary>
    public ProposalRow? Proposed { get; init; }
}

/// <summary>
/// The door of the desk to a case: looks whether this person may, and hands on to what decides. Who has claimed a case in
/// an own region sees all of it, and that stands in the log once; anybody else sees it masked until it is revealed.
/// </summary>
sealed class CaseDesk(Database database, CaseReading reading, CaseActs acts, DraftBook drafts)
{
    // What this process has noted already: a page reads itself again every few seconds.
    readonly ConcurrentDictionary<(string Account, string ADC201, long Version), bool> noted = new();

    public Kind Application => reading.Application;

    public IReadOnlyList<string> Reasons => reading.Reasons;

    /// <summary>Null when there is no such case, or it is no business of this person's.</summary>
    public async Task<CaseView?> Open(Clerk clerk, string ADC201, bool isRevealed)
    {
        var found = database.Read(session => reading.Find(session, ADC201));
        if (found is not { } row || !clerk.May(Right.See, row.AAB301)) return null;
        var holder = database.Read(session => reading.Holder(session, ADC201));
        var isOwn = holder == clerk.Account && row.State == ApplicationState.Pending && clerk.May(Right.Review, row.AAB301);
        var masked = !isRevealed && !(isOwn && await SeeOwn(clerk, row));
        return database.Read(session => reading.View(session, row, holder, masked));
    }

    // False when it cannot be noted, and must not be seen.
    async Task<bool> SeeOwn(Clerk clerk, ApplicationRow row)
    {
        var sight = (clerk.Account, row.ADC201, row.Version);
        if (noted.ContainsKey(sight)) return true;
        if (!await Reveal(clerk, row, "领取后办理")) return false;
        noted[sight] = true;
        return true;
    }

    public Task<bool> Reveal(Clerk clerk, ApplicationRow row, string why) => acts.Sightings.Note(clerk.Actor, "reveal", row.ADC201, _ => row.Person, why);

    public Task<string> Claim(Clerk clerk, ApplicationRow row) => Reviewing(clerk, row, () => acts.Assigning.Claim(clerk.Actor, row.ADC201));

    public Task<string> Release(Clerk clerk, ApplicationRow row) => Reviewing(clerk, row, () => acts.Assigning.Release(clerk.Actor, row.ADC201));

    public Task<string> TakeOver(Clerk clerk, ApplicationRow row) => Reviewing(clerk, row, () => acts.Assigning.Reassign(clerk.Actor, row.ADC201, clerk.Account));

    public Task<string> Undo(Clerk clerk, ApplicationRow row) => Reviewing(clerk, row, () => acts.Decisions.Undo(clerk.Actor, row.ADC201));

    public Receipt Preview(Clerk clerk, ApplicationRow row, CaseForm form) =>
        database.Read(session => acts.Decisions.Preview(session, row.ADC201, form.ToDecision(clerk.RealName, row.Version, TimeSpan.Zero)));

    public async Task<Receipt> Decide(Clerk clerk, ApplicationRow row, CaseForm form)
    {
        if (!clerk.May(Right.Review, row.AAB301)) return Receipt.No(Verdict.Barred, "scope.missing");
        // Claimed anew: whoever took it over meanwhile has it.
        if (await acts.Assigning.Claim(clerk.Actor, row.ADC201) is { Length: > 0 } code) return Receipt.No(Verdict.Conflict, code);
        var receipt = await acts.Decisions.Decide(clerk.Actor, row.ADC201, form.ToDecision(clerk.RealName, row.Version, acts.Settings.Review.Undo));
        if (receipt.Verdict == Verdict.Taken) await drafts.Remove(clerk, About(row.ADC201));
        return receipt;
    }

    /// <summary>Who an application is about is corrected by two people.</summary>
    public Task<Receipt> ProposeIdentity(Clerk clerk, CaseView view, IdentityChange change) => clerk.May(Right.Review, view.Row.AAB301)
        ? acts.Second.Propose(clerk.Actor, view.Row.ADC201, new(change.Fields, [])
        {
            Act = IdentityLift.Name,
            Held = change.Fields.Keys.ToDictionary(code => code, code => (string?)view.View.Fields[code]),
        }, change.Reason)
        : Task.FromResult(Receipt.No(Verdict.Barred, "scope.missing"));

    /// <summary>Whether its decision can be taken back yet.</summary>
    public bool IsHeld(CaseView view) => view.View.Decision?.Upload is { State: UploadState.Waiting, DueAt: { } due } && reading.IsAhead(due);

    public bool MayCorrect(string code) => reading.MayCorrect(code);

    /// <summary>The case before or behind this one in the queue that the person sees, in one of its orders.</summary>
    public string? Beside(Clerk clerk, ApplicationRow row, bool isNext, string order = QueueOrder.Deadline) =>
        database.Read(session => reading.Beside(session, clerk, row, isNext, order));

    public CaseForm Draft(Clerk clerk, string ADC201) => drafts.Find<CaseForm>(clerk, About(ADC201));

    public Task Keep(Clerk clerk, string ADC201, CaseForm form)
    {
        if (form.IsEmpty) return drafts.Remove(clerk, About(ADC201));
        drafts.Keep(clerk, About(ADC201), form);
        return Task.CompletedTask;
    }

    /// <summary>The page of a case that was come to by an order of the queue, and goes on in it.</summary>
    public static string UrlOf(string ADC201, string order) => $"/review/{Uri.EscapeDataString(ADC201)}{Sort(order)}";

    public static string QueueUrl(string order) => $"/review{Sort(order)}";

    static string Sort(string order) => order == QueueOrder.Deadline ? "" : $"?sort={order}";

    static string About(string ADC201) => $"case/{ADC201}";

    static Task<string> Reviewing(Clerk clerk, ApplicationRow row, Func<Task<string>> act) =>
        clerk.May(Right.Review, row.AAB301) ? act() : Task.FromResult("scope.missing");
}
