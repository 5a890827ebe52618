using System.Collections.Concurrent;
using Adapter.Api;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>What is done about a case, by the rules of the other doors.</summary>
sealed class CaseActs(Decisions decisions, Assigning assigning, Sightings sightings, AdapterSettings settings)
{
    // What this process has noted already: a page reads itself again every few seconds.
    readonly ConcurrentDictionary<(string Account, string ADC201, long Version), bool> noted = new();

    public TimeSpan Undoable => settings.Review.Undo;

    /// <summary>False when it cannot be noted, and must not be seen.</summary>
    public async Task<bool> SeeOwn(Actor by, ApplicationRow row)
    {
        var sight = (by.Name, row.ADC201, row.Version);
        if (noted.ContainsKey(sight)) return true;
        if (!await Reveal(by, row, "领取后办理")) return false;
        noted[sight] = true;
        return true;
    }

    public Task<bool> Reveal(Actor by, ApplicationRow row, string why) => sightings.Note(by, "reveal", row.ADC201, _ => row.Person, why);

    public Task<string> Claim(Actor by, string ADC201) => assigning.Claim(by, ADC201);

    public Task<string> Release(Actor by, string ADC201) => assigning.Release(by, ADC201);

    public Task<string> Reassign(Actor by, string ADC201, string to) => assigning.Reassign(by, ADC201, to);

    public Task<string> Undo(Actor by, string ADC201) => decisions.Undo(by, ADC201);

    public Receipt Preview(Session session, string ADC201, Decision decision) => decisions.Preview(session, ADC201, decision);

    public Task<Receipt> Decide(Actor by, string ADC201, Decision decision) => decisions.Decide(by, ADC201, decision);
}
