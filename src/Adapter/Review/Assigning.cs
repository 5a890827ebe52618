using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>
/// One reviewer at an application: claimed, given back, given to another. A claim runs out by itself, so that nobody's
/// absence keeps a case; it keeps two from doing the same work and decides nothing.
/// </summary>
sealed class Assigning(Writer writer, Books books, Assignments assignments, AdapterSettings settings, TimeProvider time)
{
    /// <summary>"" or the stable id of what stands in the way. Claimed again it lasts anew.</summary>
    public Task<string> Claim(Actor by, string ADC201) => writer.Write(session =>
    {
        if (books.Inbox.Find(session, ADC201) is not { } row) return "application.not-found";
        if (row.State != ApplicationState.Pending) return "application.decided";
        var before = assignments.Of(session, ADC201, Now);
        if (!assignments.Take(session, Row(ADC201, by.Name))) return "application.claimed";
        if (before is null) Note(session, by, "claim", row);
        return "";
    });

    public Task<string> Release(Actor by, string ADC201) => writer.Write(session =>
    {
        if (books.Inbox.Find(session, ADC201) is not { } row) return "application.not-found";
        if (assignments.Release(session, ADC201, by.Name)) Note(session, by, "release-claim", row);
        return "";
    });

    /// <param name="by">Who gives it.</param>
    /// <param name="ADC201">The application.</param>
    /// <param name="to">The account that gets it; the caller has seen that it may review there.</param>
    public Task<string> Reassign(Actor by, string ADC201, string to) => writer.Write(session =>
    {
        if (books.Inbox.Find(session, ADC201) is not { } row) return "application.not-found";
        if (row.State != ApplicationState.Pending) return "application.decided";
        assignments.Give(session, Row(ADC201, to));
        Note(session, by, "reassign", row, to);
        return "";
    });

    string Now => Stamp.Of(time.GetUtcNow());

    AssignmentRow Row(string ADC201, string account) =>
        new() { ADC201 = ADC201, Account = account, ClaimedAt = Now, Until = Stamp.Of(time.GetUtcNow() + settings.Review.Claim) };

    void Note(Session session, Actor by, string action, ApplicationRow row, string detail = "") =>
        books.Audit.Add(session, by, new() { Action = action, Object = row.ADC201, Person = row.Person, Detail = detail });
}
