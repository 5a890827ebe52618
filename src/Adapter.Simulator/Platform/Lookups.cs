using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Adapter.Contracts;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>SYDJ1004: counts per day, or single records by key.</summary>
sealed class Lookups(Rulebook rules, Books books)
{
    BodyNames Names => rules.Profile.Body;

    public Draft Answer(Question question)
    {
        var asked = question.Member(Names.Kind);
        var kind = rules.Profile.Values.LookupKinds.FirstOrDefault(entry => entry.Value == asked).Key;
        if (kind is null) return Wrong("code");
        var region = question.Member(Names.Region);
        if (question.Body is { } body && Question.Find(body, Names.Serial) is { ValueKind: JsonValueKind.Array } serials)
            return BySerial(kind, region, [.. serials.EnumerateArray().Select(serial => serial.ToString())]);
        return ByDay(kind, region, question.Member(Names.From), question.Member(Names.Until));
    }

    Draft BySerial(string kind, string region, string[] serials)
    {
        if (serials.Length > rules.Profile.Sizes.MaxLookup) return Wrong("page-or-window");
        lock (books.Ledger.Door)
            return Rows(serials.Select(serial => Row(serial, books.Ledger.Find(kind, region, serial))));
    }

    JsonObject Row(string serial, Holding? held) => new()
    {
        [Names.Serial] = serial,
        [Names.Found] = held is null ? rules.Profile.Values.FoundNo : rules.Profile.Values.FoundYes,
        [Names.ContentSm3] = held?.Sm3 ?? "",
        [Names.ReceivedAt] = held is null ? "" : ChinaTime.Of(held.Last).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
    };

    Draft ByDay(string kind, string region, string from, string until) => string.CompareOrdinal(from, until) > 0 || from.Length != 8 || until.Length != 8
        ? Wrong("page-or-window")
        : Rows(books.Ledger.All().Where(held => held.Content.Kind.Name == kind && held.Content["AAB301"] == region)
            .CountBy(held => ChinaTime.Compact(ChinaTime.Date(held.First)))
            .Where(day => string.CompareOrdinal(day.Key, from) >= 0 && string.CompareOrdinal(day.Key, until) <= 0)
            .OrderBy(day => day.Key, StringComparer.Ordinal)
            .Select(day => new JsonObject { [Names.Day] = day.Key, [Names.Count] = day.Value.ToString(CultureInfo.InvariantCulture) }));

    Draft Rows(IEnumerable<JsonObject> rows)
    {
        var code = rules.Profile.Code("ok");
        var body = new JsonObject { [Names.Code] = code, [Names.Message] = "成功", [Names.Rows] = new JsonArray([.. rows]) };
        return new() { Code = code, Body = body.ToJsonString(Uploads.Plain) };
    }

    Draft Wrong(string id) => Draft.Answer(rules.Profile.Code(id), rules.Profile.Codes.First(code => code.Id == id).Means);
}
