using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>The checks that need the store (rules.md): what is held about the same application, serial and person.</summary>
sealed class StoreChecks(Agreement agreement, Validation validation, Books books)
{
    public IEnumerable<Finding> Look(Session session, Draft draft, DateOnly today)
    {
        var message = draft.Message;
        var person = draft.IsNew ? null : draft.PersonAmong(books.Persons);
        var open = new Lazy<IReadOnlyList<ApplicationRow>>(() => person is null ? [] : books.Inbox.OpenOf(session, person));
        return message.Kind.Ends is null
            ? OfApplication(session, draft, open).Concat(OfPerson(session, message, person, open))
            : OfRegistration(message, person is null ? [] : books.Registrations.Of(session, person), today);
    }

    IEnumerable<Finding> OfApplication(Session session, Draft draft, Lazy<IReadOnlyList<ApplicationRow>> held)
    {
        var (message, application) = (draft.Message, draft.Application);
        if (message.IsEmpty("ADC201"))
        {
            if (held.Value.Any(open => open.AAB301 == message["AAB301"]))
                yield return agreement.Find("application.missing", message.Kind);
            yield break;
        }
        if (application is null) yield return agreement.Find("application.unknown", message.Kind);
        else if (application.AAB301 != message["AAB301"]) yield return agreement.Find("application.number", message.Kind);
        if (IsAnswered(session, message, application) || draft.Trial?.IsAnswered(message) == true) yield return agreement.Find("application.decided", message.Kind);
    }

    bool IsAnswered(Session session, Message message, ApplicationRow? application) =>
        (application is { State: ApplicationState.Decided } && application.AAZ341 != message["AAZ341"])
        || books.Outbox.OfApplication(session, message["ADC201"]!)
            .Any(row => row.AAZ341 != message["AAZ341"] && row.State != UploadState.Discarded);

    IEnumerable<Finding> OfPerson(Session session, Message message, string? person, Lazy<IReadOnlyList<ApplicationRow>> held)
    {
        if (person is null) yield break;
        if (books.Registrations.AnyBut(session, person, row => (row.AAB301, row.AAZ341) == (message["AAB301"], message["AAZ341"]))
            || held.Value.Any(open => open.ADC201 != message["ADC201"]))
            yield return agreement.Find("person.duplicate", message.Kind);
    }

    IEnumerable<Finding> OfRegistration(Message message, IReadOnlyList<Registration> registrations, DateOnly today)
    {
        var held = registrations.LastOrDefault(registration => !registration.Ended) ?? registrations.LastOrDefault();
        if (held is null)
        {
            yield return agreement.Find("registration.unknown", message.Kind);
            yield break;
        }
        if (held.Ended) yield return agreement.Find("registration.ended", message.Kind);
        if (CompactDate.Day(message["ADC210"]) < CompactDate.Day(held.Content["AAE036"])) yield return agreement.Find("registration.order", message.Kind);
        // This kind has no sex: the number is judged in the place where the registration has it.
        foreach (var finding in validation.Check(held.Content.With("AAC002", message["AAC002"]), today))
            if (finding.Rule == "id.gender") yield return finding;
    }
}
