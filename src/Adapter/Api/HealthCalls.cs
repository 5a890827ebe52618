namespace Adapter.Api;

/// <summary>
/// Status ready: the store can be written and its schema is current. degraded: it cannot be written since then, reads go
/// on, and it becomes ready by itself. unready: anything else. Store says what it is.
/// </summary>
/// <param name="HeldSince">An old copy of the store was put back then: nothing is sent until adapter reconcile. Null = no.</param>
sealed record ReadyView(string Status, string Store, string? Since, ReachView Ministry, string? HeldSince);

/// <summary>Whether the ministry answers, or since when it does not. It never makes this program unready: rows wait.</summary>
sealed record ReachView(string State, string? Since, string? Code);

/// <summary>/health: for whoever watches the process; without a key, and without data.</summary>
static class HealthCalls
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).WithTags("运行状况").WithSummary("进程在运行");
        app.MapGet("/health/ready", Ready).WithTags("运行状况").Produces<ReadyView>().Produces<ReadyView>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("数据库可写、结构最新；不可写时为degraded（只能查询，恢复后自动就绪）及自何时起；部平台是否应答、自何时起不应答（部平台不应答时本程序仍为就绪，记录等待上传）");
    }

    static async Task<IResult> Ready(Readiness readiness)
    {
        var view = await readiness.Now();
        return TypedResults.Json(view, statusCode: view.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
