using Adapter.Store;

namespace Adapter.Api;

/// <summary>/api/events: what happened, in commit order, for ever.</summary>
static class EventCalls
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/events", List).WithTags("事件").Needs("read")
        .Produces<Listing<EventView>>().ProducesProblem(400)
        .WithSummary("发生的事，按先后排列，不含个人信息；next始终给出，下次从那里接着取")
        .WithExample(null, Examples.EventList);

    static IResult List(string? after, int? limit, Database database, Events events)
    {
        var rows = database.Read(session => events.After(session, Cursor.Number(after), Cursor.Limit(limit)));
        return TypedResults.Json(new Listing<EventView>([.. rows.Select(EventView.Of)], rows.Count > 0 ? Cursor.Of($"{rows[^1].Seq}") : after));
    }
}
