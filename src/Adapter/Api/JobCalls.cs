using Adapter.Store;

namespace Adapter.Api;

/// <summary>/api/jobs: how far work is that goes on by itself.</summary>
static class JobCalls
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/jobs/{id}", Show).WithTags("任务").Needs("submit", "operate")
        .Produces<JobView>().ProducesProblem(404)
        .WithSummary("一个任务：进度、各条记录现在的状态、停下的原因").WithExample(null, Examples.Job);

    static IResult Show(string id, Database database, Jobs jobs) => database.Read<IResult>(session =>
        long.TryParse(id, out var number) && jobs.Find(session, number) is { } job
            ? TypedResults.Json(JobView.Of(job, jobs.States(session, number), jobs.Refusals(session, number)))
            : Problems.Of(StatusCodes.Status404NotFound, "job.not-found"));
}
