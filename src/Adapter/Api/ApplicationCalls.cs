using System.Security.Claims;
using Adapter.Review;
using Adapter.Store;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Api;

/// <summary>/api/applications: the review queue, the bulk pull, the decision.</summary>
static partial class ApplicationCalls
{
    sealed record Query(
        [FromQuery(Name = "state")] string? State,
        [FromQuery(Name = "flagged")] bool? Flagged,
        [FromQuery(Name = "region")] string? Region,
        [FromQuery(Name = "received")] bool? Received,
        [FromQuery(Name = "full")] bool? Full,
        [FromQuery(Name = "after")] string? After,
        [FromQuery(Name = "limit")] int? Limit);

    public static void Map(RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/applications").WithTags("申请");
        calls.MapGet("", List).Needs("read").Produces<Listing<ApplicationItem>>().ProducesProblem(400)
            .WithSummary("审核队列：最早到期的在前；full=true（需pull）给出全部项目，供本地系统批量取走")
            .WithExample(null, Examples.ApplicationList);
        calls.MapPost("/received", Receive).Needs("submit").Accepts<ReceivedBody>("application/json").Produces<ReceivedView>().ProducesProblem(400)
            .WithSummary("本地系统告知已取走的申请").WithExample("""{"ADC201":["SQ0000000001"]}""", """{"marked":1}""");
        calls.MapGet("/{ADC201}", Show).Needs("read").Produces<ApplicationView>().ProducesProblem(404)
            .WithSummary("一份申请：项目（无pull、review权限时脱敏）、检查结果、各版本、期限、审核结果、经过")
            .WithExample(null, Examples.Application);
        calls.MapPost("/{ADC201}/decision", Decide).Needs("review").Accepts<DecisionBody>("application/json").AnswersReceipt().ProducesProblem(404)
            .WithSummary("审核：生成审核结果，检查通过后立即上传；相同的审核再次提交返回200，不同的返回409（故不需要Idempotency-Key，给出也可）")
            .WithExample(Examples.Decision, Examples.Receipt);
    }

    static async Task<IResult> List([AsParameters] Query query, ClaimsPrincipal caller, Database database, ReviewQueue queue, Applications applications, Sightings sightings, ILogger<Applications> log)
    {
        var full = query.Full == true;
        if (full && !caller.Has("pull")) throw new Fault(StatusCodes.Status403Forbidden, "scope.missing");
        if (query.State is not (null or ApplicationState.Pending or ApplicationState.Decided)) throw Cursor.Invalid("state");
        var (limit, place) = (Cursor.Limit(query.Limit), Cursor.Read(query.After, 2));
        var rows = database.Read(session => queue.List(session, new()
        {
            State = query.State ?? ApplicationState.Pending,
            Flagged = query.Flagged,
            Region = query.Region,
            Received = query.Received,
            Limit = limit,
            After = place is null ? new() : new("", place[0], place[1]),
        }));
        if (full && rows.Count > 0) await sightings.Pulled(caller.Actor(), rows);
        if (full) Pulled(log, caller.Identity?.Name, rows.Count);
        return TypedResults.Json(new Listing<ApplicationItem>(
            [.. rows.Select(row => ApplicationItem.Of(row, full ? applications.Kind : null))],
            rows.Count < limit ? null : Cursor.Of(rows[^1].Deadline, rows[^1].ADC201)));
    }

    static async Task<IResult> Receive(HttpContext context, Writer writer, Inbox inbox, TimeProvider time)
    {
        var body = await Body.Read<ReceivedBody>(context);
        var marked = await writer.Write(session => inbox.Collected(session, body.ADC201, Stamp.Of(time.GetUtcNow())));
        return TypedResults.Json(new ReceivedView(marked));
    }

    static async Task<IResult> Show(string ADC201, ClaimsPrincipal caller, Database database, Applications applications, Sightings sightings)
    {
        var masked = !caller.Has("pull", "review") || !await sightings.Note(caller.Actor(), "reveal", ADC201, session => applications.PersonOf(session, ADC201));
        return database.Read(session => applications.Show(session, ADC201, masked)) is { } view
            ? TypedResults.Json(view)
            : Problems.Of(StatusCodes.Status404NotFound, "application.not-found");
    }

    static async Task<IResult> Decide(string ADC201, HttpContext context, Decisions decisions)
    {
        var body = await Body.Read<DecisionBody>(context);
        return (await decisions.Decide(context.User.Actor(), ADC201, body.ToDecision())).Answer();
    }

    [LoggerMessage(LogLevel.Information, "{Key} pulled {Count} applications in full")]
    static partial void Pulled(ILogger log, string? key, int count);
}
