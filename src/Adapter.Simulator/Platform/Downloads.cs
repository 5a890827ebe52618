using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Adapter.Wire;

namespace Adapter.Simulator;

/// <summary>SYDJ1001: applications of a region by AAE127, page by page.</summary>
sealed class Downloads(Rulebook rules, Books books)
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    BodyNames Names => rules.Profile.Body;

    public Draft Answer(Question question)
    {
        var region = question.Member(Names.Region);
        if (rules.Options.OtherRegions.Contains(region)) return Wrong("not-your-region");
        if (!rules.Options.Regions.Contains(region)) return Wrong("region-offline");
        var size = Whole(question.Member(Names.PageSize), rules.Profile.Sizes.Page);
        var page = Whole(question.Member(Names.PageNo), 1);
        if (page < 1 || size < 1 || size > rules.Profile.Sizes.MaxPage) return Wrong("page-or-window");
        if (Asked(question, region) is not { } asked) return Wrong("page-or-window");
        var wish = question.Hits.Aggregate(new PageWish(), (soFar, hit) => hit.Fault.Page?.Invoke(hit, soFar) ?? soFar);
        var open = wish.Claim || question.Member(Names.Scope) == rules.Profile.Values.ScopePending;
        if (open && question.Member(Names.Application).Length == 0)
            asked = asked.Where(application => application.State == ApplicationState.待审核).ToArray();
        return Page(asked, wish.Shift, page, size);
    }

    /// <summary>Null when the window is none.</summary>
    ArraySegment<Application>? Asked(Question question, string region)
    {
        if (question.Member(Names.Application) is { Length: > 0 } number)
            return books.Shelf.Find(number) is { } one && one.Region == region ? new[] { one } : Array.Empty<Application>();
        var from = question.Member(Names.From);
        var until = question.Member(Names.Until);
        if (!IsDay(from) || !IsDay(until) || string.CompareOrdinal(from, until) > 0) return null;
        return books.Shelf.Window(region, from, until);
    }

    Draft Page(ArraySegment<Application> asked, int shift, int page, int size)
    {
        var total = Math.Max(0, asked.Count - shift);
        Application[] rows = [.. asked.Skip((int)Math.Min((long)(page - 1) * size + shift, asked.Count)).Take(size)];
        foreach (var application in rows) application.Claim();
        var text = new ArrayBufferWriter<byte>(1500 * (rows.Length + 1));
        using var json = new Utf8JsonWriter(text, Plain);
        json.WriteStartObject();
        json.WriteString(Names.Code, rules.Profile.Code("ok"));
        json.WriteString(Names.Message, "成功");
        json.WriteString(Names.TotalCount, Text(total));
        json.WriteString(Names.TotalPage, Text((total + size - 1) / size));
        json.WriteString(Names.PageNo, Text(page));
        json.WriteString(Names.PageSize, Text(size));
        json.WriteString(Names.BatchNo, "");
        json.WriteStartArray(Names.Rows);
        foreach (var application in rows) application.Message.WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new() { Code = rules.Profile.Code("ok"), Body = Encoding.UTF8.GetString(text.WrittenSpan) };
    }

    Draft Wrong(string id) => Draft.Answer(rules.Profile.Code(id), rules.Profile.Codes.First(code => code.Id == id).Means);

    static bool IsDay(string text) => DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    static int Whole(string text, int otherwise) => text.Length == 0 ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
