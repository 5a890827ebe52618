using System.Security.Claims;
using Adapter.Delivery;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>/api/uploads/replay: sends again what the caller names.</summary>
static partial class ReplayCalls
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/uploads/replay", Replay).WithTags("上传").Needs("operate")
        .Accepts<ReplayBody>("application/json")
        .Produces<JobView>(StatusCodes.Status202Accepted).Produces<TrialView>()
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
        .WithSummary("重新上传：按keys或filter，可小批试传（canary）、试算（dryRun，返回200）；重启后接着办理")
        .WithExample(Examples.Replay, Examples.Job).OrExample(StatusCodes.Status200OK, Examples.Trial);

    static async Task<IResult> Replay(HttpContext context, ClaimsPrincipal caller, Replays replays, Uploads uploads, Database database, Jobs jobs, ILogger<Replays> log)
    {
        var body = await Body.Read<ReplayBody>(context);
        var reason = body.Reason.Given();
        if (body.Canary < 0) throw Cursor.Invalid("canary");
        var choice = Choose(body, replays, uploads);
        if (body.DryRun == true) return TypedResults.Json(new TrialView(choice.Uploads.Count, choice.Skipped));
        if (body.Keys is [_] && choice.Uploads.Count == 0) return UploadCalls.Refusal(choice.WhyNot);
        var job = await replays.Begin(caller.Actor(), choice, body.Canary ?? 0, reason);
        Begun(log, caller.Identity?.Name, job.Id, job.Total);
        return TypedResults.Accepted($"/api/jobs/{job.Id}", database.Read(session => JobView.Of(job, jobs.States(session, job.Id), jobs.Refusals(session, job.Id))));
    }

    static ReplayChoice Choose(ReplayBody body, Replays replays, Uploads uploads) => body switch
    {
        { Keys.Count: > 0, Filter: null } => replays.Choose([.. body.Keys.Select(UploadKey.Parse)]),
        { Keys: null, Filter: { } filter } when filter != new ReplayFilterBody() => replays.Choose(uploads.Checked(filter.ToFilter())),
        _ => throw new Fault(StatusCodes.Status400BadRequest, "replay.choice"),
    };

    [LoggerMessage(LogLevel.Information, "{Key} began replay {Id} of {Total} uploads")]
    static partial void Begun(ILogger log, string? key, long id, long total);
}
