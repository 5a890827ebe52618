using System.Globalization;
using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>Finds uploads of a person: by number through its hash, by name only within a region and a day.</summary>
sealed class UploadSearch(Agreement agreement, UploadList list, Persons persons)
{
    const int Most = 200;

    public IReadOnlyList<UploadRow> Find(Session session, SearchBody body)
    {
        var number = body.AAC002 ?? body.AAC044 ?? (IsNumber(body.Q) ? body.Q : null);
        var name = body.AAC003 ?? (IsNumber(body.Q) ? null : body.Q);
        if (!string.IsNullOrWhiteSpace(number)) return OfNumber(session, number, body.Region);
        if (string.IsNullOrWhiteSpace(name) || body.Region is null || !DateOnly.TryParseExact(body.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new Fault(StatusCodes.Status400BadRequest, "search.incomplete");
        return [.. list.OnDay(session, body.Region, day).Where(row => NameOf(row) == Plain(name)).Take(Most)];
    }

    // A number may be a citizen's, or that of any type of document.
    IReadOnlyList<UploadRow> OfNumber(Session session, string number, string? region) => [.. agreement.Tables["AAC058"].Rows.Keys
        .Select(type => $"{type}/{number}")
        .Prepend(CitizenId.Normalise(number))
        .SelectMany(person => list.List(session, new() { Person = persons.Hash(person), Region = region, Limit = Most }))
        .OrderBy(row => row.Id)
        .Take(Most)];

    string NameOf(UploadRow row) => Plain(MessageReader.Read(agreement.Kind(row.Kind), row.Payload)["AAC003"] ?? "");

    // U+00B7 for the other dots: in search only.
    static string Plain(string name) => string.Concat(name.Select(character => "\u2022\u30FB\u2027\uFF0E\uFF65\u22C5.".Contains(character) ? '\u00B7' : character));

    static bool IsNumber(string? text) => text is not null && text.Any(char.IsAsciiDigit);
}
