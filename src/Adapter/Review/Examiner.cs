using Adapter.Contracts;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Review;

/// <summary>A record that is to be sent, and what is known about it.</summary>
sealed record Draft
{
    public required Message Message { get; init; }
    /// <summary>The platform's application that it answers, when it is held.</summary>
    public ApplicationRow? Application { get; init; }
    public IReadOnlyCollection<string> Confirmed { get; init; } = [];
    /// <summary>So long it is not sent, and can be taken back.</summary>
    public TimeSpan Undo { get; init; }
    /// <summary>An existing key: its region may have left the list since.</summary>
    public bool IsKnownKey { get; init; }
    /// <summary>What the message alone was found to be, when that was looked at before.</summary>
    public IReadOnlyList<Finding>? Checked { get; init; }
    /// <summary>The message as it is kept, when that was made before.</summary>
    public Written? Written { get; init; }
    /// <summary>Nothing is held of its key or its person: that was asked for many together.</summary>
    public bool IsNew { get; init; }
    /// <summary>What would become of it is found out, and nothing is written but to this; null = it is taken.</summary>
    public Trial? Trial { get; init; }
    public string Origin { get; init; } = Store.Origin.Live;
    /// <summary>When it goes among others (<see cref="UploadRow.Deadline"/>); null = by its application.</summary>
    public string? Turn { get; init; }
    /// <summary>Its event is noted by whoever enters it, with those of all that are entered together.</summary>
    public bool IsNotedTogether { get; init; }
    /// <summary>A version was delivered, so this one is declared as its correction.</summary>
    public bool IsCorrection { get; init; }

    // A serial may have been set since.
    Written? Current => ReferenceEquals(Written?.Source, Message) ? Written : null;

    /// <summary>The message as it is kept; made now unless it was made before.</summary>
    public Written AsKept(Persons persons) => Current ?? Written.Of(Message, persons);

    /// <summary>ContentSm3 of the message, likewise.</summary>
    public string Digest => Current?.Digest ?? ContentDigest.Of(Message);

    /// <summary>Hash of whom it is about; null when it names nobody.</summary>
    public string? PersonAmong(Persons persons) => Written is { } written ? written.Person : persons.HashOf(Message);
}

/// <summary>A message as it is kept and compared: it takes longer to write than to keep, and needs no transaction.</summary>
/// <param name="Source">Of which this is.</param>
/// <param name="Digest">ContentSm3.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="Person">Its hash; null when it names none.</param>
sealed record Written(Message Source, string Digest, byte[] Payload, string? Person)
{
    public static Written Of(Message message, Persons persons) =>
        new(message, ContentDigest.Of(message), message.ToUtf8(), persons.HashOf(message));
}

/// <summary>All checks on a record before it is sent, in the transaction that would send it.</summary>
sealed class Examiner(Agreement agreement, Validation validation, StoreChecks store, Timetable timetable)
{
    /// <summary>What the message alone is found to be, for a <see cref="Draft"/> to come.</summary>
    public IReadOnlyList<Finding> Alone(Message message) => validation.Check(message, timetable.Today);

    public IReadOnlyList<Finding> Examine(Session session, Draft draft)
    {
        var message = draft.Message;
        var alone = draft is { Checked: { } before, Application: null } ? before : validation.Check(message, timetable.Today, Given(draft.Application, message.Kind));
        var found = alone
            .Concat(store.Look(session, draft, timetable.Today))
            .Where(finding => finding.Field != Confirmation.Member && !(draft.IsKnownKey && finding.Rule == "region.offline"))
            .Select(finding => Confirmation.Weigh(finding, draft.Confirmed));
        return FindingText.Sorted(message.Kind, found);
    }

    /// <summary>The application as it came: of its own kind, so that what only the result has counts as given by nobody.</summary>
    public Message? Given(ApplicationRow? application, Kind becomes) =>
        application is null ? null : MessageReader.Read(KindThatBecomes(becomes), application.Payload);

    Kind KindThatBecomes(Kind becomes) => agreement.Kinds.First(kind => kind.Becomes == becomes.Name);
}
