using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Reads uploads for the calls.</summary>
sealed class Uploads(Agreement agreement, Outbox outbox, Waiting waiting)
{
    /// <summary>Null when there is no such kind of upload or no such key.</summary>
    public UploadView? Show(Session session, string kind, string AAB301, string AAZ341, bool masked)
    {
        if (KindOf(kind) is not { } known) return null;
        var versions = outbox.Versions(session, kind, AAB301, AAZ341);
        if (versions.Count == 0) return null;
        var latest = versions[^1];
        var contents = versions.Select(version => MessageReader.Read(known, version.Payload)).ToList();
        return new()
        {
            Upload = UploadItem.Of(latest),
            Waiting = waiting.Of(session, latest),
            Masked = masked,
            Fields = Masking.Fields(contents[^1], masked),
            Findings = FindingText.Read(latest.Findings),
            Versions = [.. versions.Select((row, place) => Version(row, place == 0 ? [] : Masking.Differences(contents[place - 1], contents[place], masked)))],
            Attempts = [.. versions.SelectMany(row => outbox.Attempts(session, row.Id).Select(attempt => AttemptView.Of(row.Version, attempt)))],
        };
    }

    /// <summary>Whose record it is; null when it is not held or names nobody.</summary>
    public string? PersonOf(Session session, UploadKey key) => outbox.Latest(session, key.Kind, key.AAB301, key.AAZ341)?.Person;

    /// <exception cref="Fault">A state or kind that there is not: a slip, and no reason to find nothing.</exception>
    public UploadFilter Checked(UploadFilter filter)
    {
        if (filter.State is not null && !UploadState.All.Contains(filter.State)) throw Cursor.Invalid("state");
        if (filter.Kind is not null && KindOf(filter.Kind) is null) throw Cursor.Invalid("kind");
        return filter;
    }

    public Kind? KindOf(string name) => agreement.Kinds.FirstOrDefault(kind => kind.IsUpload && kind.Name == name);

    static UploadVersionView Version(UploadRow row, IReadOnlyList<DifferenceView> differences) => new()
    {
        Version = row.Version,
        State = row.State,
        Digest = row.Digest,
        Correction = row.Correction == 1,
        Origin = row.Origin,
        Reason = row.Reason,
        CreatedAt = row.CreatedAt,
        SettledAt = row.SettledAt,
        Differences = differences,
    };
}
