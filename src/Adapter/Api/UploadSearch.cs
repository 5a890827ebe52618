using System.Globalization;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Finds uploads of a person: by number through its hash, by name only within a region and a day.</summary>
sealed class UploadSearch(Agreement agreement, UploadList list, Persons persons)
{
    const int Most = 200;

    /// <exception cref="Fault">Neither a number nor a name with region and day.</exception>
    public IReadOnlyList<UploadRow> Find(Session session, SearchBody body)
    {
        var number = body.AAC002 ?? body.AAC044 ?? (IsNumber(body.Q) ? body.Q : null);
        var name = body.AAC003 ?? (IsNumber(body.Q) ? null : body.Q);
        if (!string.IsNullOrWhiteSpace(number)) return OfNumber(session, number, new() { Region = body.Region });
        return DateOnly.TryParseExact(body.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? OfName(session, name, new() { Region = body.Region, From = day, To = day })
            : throw Incomplete();
    }

    /// <summary>Of a number or a name, what fits a filter too.</summary>
    /// <exception cref="Fault">A name, and the filter is not for one region and one day.</exception>
    public IReadOnlyList<UploadRow> Find(Session session, string q, UploadFilter filter) =>
        IsNumber(q) ? OfNumber(session, q, filter) : OfName(session, q, filter);

    /// <summary>Hashes of those whose number it may be: a citizen's, or that of any type of document.</summary>
    public IEnumerable<string> PersonsOf(string number) => agreement.Tables["AAC058"].Rows.Keys
        .Select(type => $"{type}/{number}")
        .Prepend(CitizenId.Normalise(number))
        .Select(persons.Hash);

    IReadOnlyList<UploadRow> OfNumber(Session session, string number, UploadFilter filter) => [.. PersonsOf(number)
        .SelectMany(person => list.List(session, filter with { Person = person, Limit = Most }))
        .OrderBy(row => row.Id)
        .Take(Most)];

    IReadOnlyList<UploadRow> OfName(Session session, string? name, UploadFilter filter)
    {
        if (string.IsNullOrWhiteSpace(name) || filter.Region is null || filter.From is not { } day || filter.To != day) throw Incomplete();
        return [.. list.OnDay(session, filter.Region, day).Where(row => Fits(row, filter) && NameOf(row) == Plain(name)).Take(Most)];
    }

    static bool Fits(UploadRow row, UploadFilter filter) =>
        (filter.State ?? row.State) == row.State && (filter.Kind ?? row.Kind) == row.Kind && (filter.Code ?? row.Code) == row.Code
        && (filter.Rule is null || FindingText.Read(row.Findings).Any(finding => finding.Rule == filter.Rule));

    static Fault Incomplete() => new(StatusCodes.Status400BadRequest, "search.incomplete");

    string NameOf(UploadRow row) => Plain(MessageReader.Read(agreement.Kind(row.Kind), row.Payload)["AAC003"] ?? "");

    // U+00B7 for the other dots: in search only.
    static string Plain(string name) => string.Concat(name.Select(character => "\u2022\u30FB\u2027\uFF0E\uFF65\u22C5.".Contains(character) ? '\u00B7' : character));

    static bool IsNumber(string? text) => text is not null && text.Any(char.IsAsciiDigit);
}
