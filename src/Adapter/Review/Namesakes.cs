using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>Another record of the same person.</summary>
/// <param name="What">The kind's title.</param>
/// <param name="AAB301">Where.</param>
/// <param name="State">In a clerk's words.</param>
/// <param name="Day">When it came or was made, China day.</param>
/// <param name="Number">ADC201 of an application, else the upload's key.</param>
sealed record Namesake(string What, string AAB301, string State, string Day, string Number);

/// <summary>What else is held of the person of an application, in every region: that it is there, and nothing that stands in it.</summary>
sealed class Namesakes(Agreement agreement, Books books)
{
    readonly Kind application = agreement.Application;

    public IReadOnlyList<Namesake> Of(Session session, ApplicationRow row)
    {
        if (row.Person is not { } person) return [];
        var open = books.Inbox.OpenOf(session, person).Where(other => other.ADC201 != row.ADC201)
            .Select(other => new Namesake(application.Title, other.AAB301, "待审核", other.AAE127, other.ADC201));
        var sent = books.Outbox.OfPerson(session, person).GroupBy(UploadKey.Of).Select(versions => versions.Last())
            .Where(other => other.ADC201 != row.ADC201)
            .Select(other => new Namesake(agreement.Kind(other.Kind).Title, other.AAB301, UploadWords.Of(other), Stamp.Shown(other.CreatedAt)[..10], UploadKey.Of(other).ToString()));
        return [.. open, .. sent];
    }
}
