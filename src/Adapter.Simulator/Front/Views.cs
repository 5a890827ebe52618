using Adapter.Contracts;

namespace Adapter.Simulator;

/// <summary>/_ledger, /_applications, /_journal: what the simulator holds, for tests to compare with. Not part of the ministry.</summary>
sealed class Views(Books books)
{
    public void Map(WebApplication app)
    {
        app.MapGet("/_ledger", (string? kind, string? region, int? skip, int? limit) => Page(books.Ledger.All()
            .Where(held => kind is null || held.Content.Kind.Name == kind)
            .Where(held => region is null || held.Content["AAB301"] == region), Shown, skip, limit));
        app.MapGet("/_applications", (string? region, bool? faulty, int? skip, int? limit) => Page(books.Shelf.All()
            .Where(application => region is null || application.Region == region)
            .Where(application => faulty is null || application.Flaw is not null == faulty), Shown, skip, limit));
        app.MapGet("/_journal", (long? after, int? limit) =>
        {
            var items = books.Journal.After(after ?? 0, limit ?? int.MaxValue);
            return new { items, next = items.Count > 0 ? items[^1].Seq : after ?? 0 };
        });
    }

    static object Page<T>(IEnumerable<T> all, Func<T, object> shown, int? skip, int? limit)
    {
        T[] found = [.. all];
        return new { total = found.Length, items = found.Skip(skip ?? 0).Take(limit ?? int.MaxValue).Select(shown) };
    }

    static object Shown(Holding held) => new
    {
        kind = held.Content.Kind.Name,
        AAB301 = held.Content["AAB301"],
        AAZ341 = held.Content["AAZ341"],
        ADC201 = held.Content["ADC201"] ?? "",
        contentSm3 = held.Sm3,
        applied = held.Applied,
        received = held.Received,
        messageIds = held.MessageIds,
        first = held.First,
        last = held.Last,
        platformSerial = held.PlatformSerial,
        content = Content(held.Content),
    };

    static object Shown(Application application) => new
    {
        ADC201 = application.Number,
        AAB301 = application.Region,
        AAE127 = application.Day,
        state = application.State.ToString(),
        flaw = application.Flaw is { } flaw
            ? new { name = flaw.Name, field = flaw.Field, rule = flaw.Rule, severity = flaw.Severity, resultRule = flaw.ResultRule } : null,
        content = Content(application.Message),
    };

    static Dictionary<string, string> Content(Message message) => message.Kind.Fields
        .Where(field => !message.IsEmpty(field.Code)).ToDictionary(field => field.Code, field => message[field.Index]!);
}
