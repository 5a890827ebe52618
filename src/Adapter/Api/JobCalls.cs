using System.Security.Claims;
using Adapter.Hosting;
using Adapter.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Adapter.Api;

/// <summary>/api/jobs: how far work is that goes on by itself, and ending it.</summary>
static class JobCalls
{
    const string ByCall = "由接口停止";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/jobs/{id}", Show).WithTags("任务").Needs("submit", "operate")
            .Produces<JobView>().ProducesProblem(404)
            .WithSummary("一个任务：进度、各条记录现在的状态、停下的原因").WithExample(null, Examples.Job);
        api.MapDelete("/jobs/{id}", Stop).WithTags("任务").Needs("submit", "operate")
            .Produces<JobView>().ProducesProblem(404).ProducesProblem(409)
            .WithSummary("停止一个任务：已办的不变，其余的不再办理；导入需submit，其他任务需operate").WithExample(null, Examples.Job);
    }

    static IResult Show(string id, Database database, Jobs jobs, ImportBook imports) => database.Read<IResult>(session =>
        long.TryParse(id, out var number) && jobs.Find(session, number) is { } job
            ? TypedResults.Json(JobView.Of(session, job, jobs, imports))
            : Missing());

    static async Task<IResult> Stop(string id, ClaimsPrincipal caller, Database database, Jobs jobs, ImportBook imports, JobControl control)
    {
        if (!long.TryParse(id, out var number) || database.Read(session => jobs.Find(session, number)) is not { } job) return Missing();
        if (!caller.Has(job.Type == JobType.Import ? "submit" : "operate")) return Problems.Of(StatusCodes.Status403Forbidden, "scope.missing");
        var answer = await control.Stop(caller.Actor(), number, ByCall);
        return answer.Job is { } stopped ? TypedResults.Json(database.Read(session => JobView.Of(session, stopped, jobs, imports))) : Problems.Of(StatusCodes.Status409Conflict, answer.Code);
    }

    static ProblemHttpResult Missing() => Problems.Of(StatusCodes.Status404NotFound, "job.not-found");
}
