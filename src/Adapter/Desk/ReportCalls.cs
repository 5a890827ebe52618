using Adapter.Api;
using Adapter.Files;
using Adapter.People;
using Adapter.Review;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Desk;

/// <summary>Where a browser fetches the report of an import.</summary>
static class ReportCalls
{
    public const string Path = "/register/report";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Path, Take).RequireAuthorization(Right.Review).ExcludeFromDescription();

    static async Task<IResult> Take([FromForm] long job, [FromForm] string form, HttpContext context, ImportReports reports, Clerks clerks)
    {
        if (clerks.Find(context.User.Identity!.Name!) is not { } clerk) return TypedResults.Forbid();
        if (await reports.Take(clerk.Actor, job) is not { } path) return Problems.Of(StatusCodes.Status409Conflict, "import.report");
        if (form != "xlsx") return TypedResults.PhysicalFile(path, "text/csv", $"导入任务{job}-问题.csv");
        // Beside the report: what a kill leaves behind goes with it.
        var bytes = PrivateFile.Open($"{path}.{Guid.NewGuid():n}", FileMode.CreateNew, FileOptions.DeleteOnClose);
        await Task.Run(() => ReportWorkbook.Write(bytes, path));
        bytes.Position = 0;
        return TypedResults.Stream(bytes, ExportCalls.Workbook, $"导入任务{job}-问题.xlsx");
    }
}
