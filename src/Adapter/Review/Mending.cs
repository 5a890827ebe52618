using Adapter.Contracts;
using Adapter.Files;
using Adapter.Store;

namespace Adapter.Review;

/// <summary>A row of a file that was taken out and mended, and what of it differs from what is held.</summary>
public sealed record MendedRow
{
    /// <summary>Among the file's records, from 1.</summary>
    public required int Row { get; init; }
    /// <summary>Null when no such upload is held.</summary>
    public UploadKey? Key { get; init; }
    /// <summary>By field code, what it is to be.</summary>
    public IReadOnlyDictionary<string, string?> Changes { get; init; } = new Dictionary<string, string?>();
    /// <summary>By field code, what it was when the file was compared.</summary>
    public IReadOnlyDictionary<string, string?> Held { get; init; } = new Dictionary<string, string?>();
    /// <summary>The stable id of why nothing can be done with the row; "" when something can.</summary>
    public string Code { get; init; } = "";
    /// <summary>Columns that cannot be read.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Whether it is to be corrected.</summary>
    public bool IsChange => Code == "" && Changes.Count > 0;
}

/// <summary>What an exported file brings back: what differs becomes a correction of each upload. An empty cell changes nothing.</summary>
sealed class Mending(Database database, Outbox outbox, Corrections corrections)
{
    /// <exception cref="FileFault">As for any file; or it has no key in any row.</exception>
    public IReadOnlyList<MendedRow> Compare(IEnumerable<Message> records)
    {
        var all = records.ToList();
        if (all.Count > 0 && all.TrueForAll(record => record.Key is null))
            throw new FileFault($"没有一行有 {string.Join('、', all[0].Kind.Key)}：请用导出的表格，不要删改这几列。");
        var rows = database.Read(session => all.Select((record, place) => Compare(session, record, place + 1)).ToList());
        var seen = new HashSet<UploadKey>();
        return [.. rows.Select(row => row.IsChange && !seen.Add(row.Key!) ? row with { Code = "mend.twice" } : row)];
    }

    /// <param name="by">Who does it.</param>
    /// <param name="row">One that is a change.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isTrial">It is checked as it would be, and nothing changes.</param>
    public Task<Receipt> Apply(Actor by, MendedRow row, string reason, bool isTrial) =>
        corrections.Mend(by, row.Key!, new() { Fields = row.Changes, Held = row.Held, Reason = reason }, isTrial);

    MendedRow Compare(Session session, Message record, int row)
    {
        if (record.Key is null || outbox.Latest(session, record.Kind.Name, record["AAB301"]!, record["AAZ341"]!) is not { } held) return new() { Row = row, Code = "upload.not-found" };
        var before = MessageReader.Read(record.Kind, held.Payload);
        var changes = record.Kind.Fields.Where(field => !record.IsEmpty(field.Code) && record[field.Index] != (before[field.Index] ?? "")).Select(field => field.Code).ToList();
        return new()
        {
            Row = row,
            Key = UploadKey.Of(held),
            Changes = changes.ToDictionary(code => code, code => record[code]),
            Held = changes.ToDictionary(code => code, code => before[code]),
            Code = record.Malformed.Count > 0 ? "mend.unreadable" : "",
            Unreadable = record.Malformed,
        };
    }
}
