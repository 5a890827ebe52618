using Adapter.Api;
using Adapter.People;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Desk;

/// <summary>Where a browser fetches the table of an export.</summary>
static class ExportCalls
{
    public const string Path = "/uploads/table";

    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Path, Take).RequireAuthorization(Right.Operate).ExcludeFromDescription();

    static async Task<IResult> Take([FromForm] long job, HttpContext context, UploadExport export, Clerks clerks)
    {
        if (clerks.Find(context.User.Identity!.Name!) is not { } clerk) return TypedResults.Forbid();
        var file = await export.Take(clerk, job);
        return file.Bytes is { } bytes ? TypedResults.File(bytes, Workbook, file.Name) : Problems.Of(StatusCodes.Status409Conflict, file.Code);
    }
}
