using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Reads applications for the calls.</summary>
sealed class Applications(Agreement agreement, Inbox inbox, Outbox outbox, Events events, Waiting waiting)
{
    public Kind Kind { get; } = agreement.Application;

    public ApplicationView? Show(Session session, string ADC201, bool masked)
    {
        if (inbox.Find(session, ADC201) is not { } row) return null;
        var versions = inbox.Versions(session, ADC201);
        return new()
        {
            ADC201 = row.ADC201,
            AAB301 = row.AAB301,
            State = row.State,
            Deadline = row.Deadline,
            Flagged = row.Flagged == 1,
            Version = row.Version,
            ReceivedAt = row.ReceivedAt,
            CollectedAt = row.CollectedAt,
            Masked = masked,
            Fields = Masking.Fields(Read(row.Payload), masked),
            Findings = FindingText.Read(row.Findings),
            Versions = [.. versions.Select((version, place) => new ApplicationVersionView(version.Version, version.ReceivedAt,
                place == 0 ? [] : Masking.Differences(Read(versions[place - 1].Payload), Read(version.Payload), masked)))],
            Decision = row.State == ApplicationState.Decided ? Decision(session, row) : null,
            Timeline = [.. events.OfApplication(session, ADC201).Select(EventView.Of)],
        };
    }

    /// <summary>Whose application it is; null when it is not held or names nobody.</summary>
    public string? PersonOf(Session session, string ADC201) => inbox.Find(session, ADC201)?.Person;

    DecisionView Decision(Session session, ApplicationRow row)
    {
        var upload = row.AAZ341 is null ? null : outbox.Latest(session, Kind.Becomes!, row.AAB301, row.AAZ341);
        return new(row.Decision, row.AAZ341, row.DecidedAt, upload is null ? null : waiting.Of(session, upload));
    }

    Message Read(byte[] payload) => MessageReader.Read(Kind, payload);
}
