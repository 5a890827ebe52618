using System.Text;
using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;

namespace Adapter.Review;

/// <summary>Enters what has passed the checks: the decision, the upload and the event in the caller's transaction.</summary>
sealed class Registry(Books books, Timetable timetable, Serials serials, AdapterSettings settings)
{
    const string Approved = "1";
    // Has the form of a serial and is none: stands in the checks until they have passed, so that a refusal uses up no number.
    const string ToBeAllocated = "000000000000000000";

    public string Now => timetable.Now;

    /// <summary>This system numbers what comes without a serial.</summary>
    public bool Allocates => settings.Serial.Allocate;

    public bool CanCorrect => settings.Ministry.Capabilities.Contains("Correct");

    /// <summary>What a decision may leave out: the day, and the serial where this system allocates it.</summary>
    public Message Complete(Message message) => Unnumbered(Dated(message));

    /// <summary>The day is today's unless another is given.</summary>
    public Message Dated(Message message) => message.IsEmpty("AAE036") ? message.With("AAE036", ChinaTime.Compact(timetable.Today)) : message;

    /// <summary>A message whose serial is allocated when it has passed the checks.</summary>
    public Message Unnumbered(Message message) =>
        Allocates && message.IsEmpty("AAZ341") ? message.With("AAZ341", ToBeAllocated) : message;

    /// <summary>Whether its serial is allocated when it is entered.</summary>
    public static bool IsUnnumbered(Message message) => message["AAZ341"] == ToBeAllocated;

    /// <exception cref="SerialsExhausted">The reserved range of this region and day is used up.</exception>
    public Message Number(Session session, Message message)
    {
        if (!IsUnnumbered(message)) return message;
        var region = message["AAB301"]!;
        string serial;
        do serial = serials.Next(session, region, timetable.Today);
        while (books.Outbox.Latest(session, message.Kind.Name, region, serial) is not null);
        return message.With("AAZ341", serial);
    }

    /// <summary>The first version of a key. A held application is closed by it.</summary>
    public UploadRow Enter(Session session, Draft draft, IReadOnlyList<Finding> findings)
    {
        var (message, application) = (draft.Message, draft.Application);
        var row = books.Outbox.Enqueue(session, timetable.Hold(draft.Undo, timetable.Schedule(message.Kind, RowOf(draft, findings) with
        {
            Deadline = draft.Turn ?? application?.Deadline ?? UploadRow.NoDeadline,
            Origin = draft.Origin,
        })), isFirst: true);
        Failpoint.Hit("rv.between");
        if (application is not null) books.Inbox.Decide(session, application.ADC201, message["AAE540"]!, row.AAZ341, timetable.Now);
        if (!draft.IsNotedTogether) Note(session, "decided", row);
        Failpoint.Hit("rv.before_commit");
        return row;
    }

    /// <summary>The next version of a key.</summary>
    public UploadRow Replace(Session session, UploadRow old, Draft draft, IReadOnlyList<Finding> findings, string reason)
    {
        var row = books.Outbox.Enqueue(session, timetable.Schedule(draft.Message.Kind, RowOf(draft, findings) with
        {
            Deadline = old.HasDeadline ? old.Deadline : UploadRow.NoDeadline,
            Correction = draft.IsCorrection ? 1 : 0,
            Reason = reason,
        }));
        Note(session, "corrected", row);
        return row;
    }

    UploadRow RowOf(Draft draft, IReadOnlyList<Finding> findings)
    {
        var message = draft.Message;
        var written = draft.AsKept(books.Persons);
        return new()
        {
            Kind = message.Kind.Name,
            AAB301 = message["AAB301"]!,
            AAZ341 = message["AAZ341"]!,
            ADC201 = message.IsEmpty("ADC201") ? null : message["ADC201"],
            Person = written.Person,
            Registers = message["AAE540"] == Approved ? 1 : 0,
            Digest = written.Digest,
            Payload = written.Payload,
            Findings = FindingText.Of(findings),
        };
    }

    void Note(Session session, string type, UploadRow row) => books.Events.Add(session, new()
    {
        Type = type,
        Kind = row.Kind,
        ADC201 = row.ADC201,
        AAB301 = row.AAB301,
        AAZ341 = row.AAZ341,
        Version = row.Version,
    });
}
