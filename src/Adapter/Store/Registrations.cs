using Adapter.Contracts;

namespace Adapter.Store;

/// <summary>An accepted registration, its content, and whether an accepted record has ended it.</summary>
sealed record Registration(UploadRow Row, Message Content, bool Ended);

/// <summary>What the ministry has accepted about a person.</summary>
sealed class Registrations(Agreement agreement, Outbox outbox)
{
    /// <summary>Oldest first; of every key the newest accepted version.</summary>
    public IReadOnlyList<Registration> Of(Session session, string person) => Among(outbox.OfPerson(session, person));

    /// <summary>Whether a registration of the person is in force or on its way, other than the caller's own.</summary>
    public bool AnyBut(Session session, string person, Func<UploadRow, bool> isOwn)
    {
        var rows = outbox.OfPerson(session, person);
        return rows.Any(row => row.Registers == 1 && IsOnItsWay(row) && !isOwn(row)) || Among(rows).Any(held => !held.Ended && !isOwn(held.Row));
    }

    IReadOnlyList<Registration> Among(IReadOnlyList<UploadRow> rows)
    {
        var accepted = rows
            .Where(row => row.State == UploadState.Delivered)
            .GroupBy(row => (row.Kind, row.AAB301, row.AAZ341))
            .Select(versions => versions.Last())
            .ToLookup(row => agreement.Kind(row.Kind).Ends is not null);
        var ends = accepted[true].Select(row => (Row: row, Content: Read(row))).ToList();
        return [.. accepted[false].Where(row => row.Registers == 1).Select(row => Judge(row, Read(row)))];

        Registration Judge(UploadRow row, Message content) => new(row, content, ends.Any(end => HasEnded(end.Row, end.Content, row, content)));
    }

    static bool IsOnItsWay(UploadRow row) => row.State is UploadState.Waiting or UploadState.Sending or UploadState.Unknown;

    // History comes in any order: there the day decides.
    static bool HasEnded(UploadRow end, Message ended, UploadRow row, Message registered) =>
        end.AAB301 == row.AAB301 && (end.Origin == Origin.Baseline
            ? string.CompareOrdinal(ended["ADC210"], registered["AAE036"]) >= 0
            : end.Id > row.Id);

    Message Read(UploadRow row) => MessageReader.Read(agreement.Kind(row.Kind), row.Payload);
}

/// <summary>Where a record came from.</summary>
static class Origin
{
    public const string Live = "live";
    public const string Baseline = "baseline";
    /// <summary>Known by a receipt alone, after the store was lost; its content is not held.</summary>
    public const string Receipt = "receipt";
    const string Import = "import/";

    /// <summary>One of the rows of a file that a job took in.</summary>
    public static string OfImport(long job) => $"{Import}{job}";

    /// <summary>The job; null when it came otherwise.</summary>
    public static long? ImportOf(string origin) => origin.StartsWith(Import, StringComparison.Ordinal) ? long.Parse(origin[Import.Length..], System.Globalization.CultureInfo.InvariantCulture) : null;
}
