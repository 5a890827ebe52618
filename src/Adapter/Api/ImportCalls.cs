using System.Security.Claims;
using Adapter.Contracts;
using Adapter.Files;
using Adapter.Review;
using Adapter.Store;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Api;

/// <summary>/api/imports: a file of records, each handed in as any other; a job that survives a restart.</summary>
static partial class ImportCalls
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/imports", Import).WithTags("任务").Needs("submit").WithMetadata(new RequestSizeLimitAttribute(ImportFiles.MostBytes))
            .Accepts<ImportBody>("multipart/form-data").Produces<JobView>(StatusCodes.Status202Accepted)
            .ProducesProblem(400).ProducesProblem(422)
            .WithSummary("导入一个文件：各条记录逐条检查后进入上传队列，排在当日业务之后；dryRun为试算").WithExample(null, Examples.Import);
        api.MapGet("/jobs/{id}/report", Report).WithTags("任务").Needs("submit")
            .Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(404)
            .WithSummary("导入中没有接收的行、问题及更正办法（CSV，可更正后再导入）；只给发起导入的凭证，结束后保存一天");
    }

    static async Task<IResult> Import(HttpContext context, ClaimsPrincipal caller, ImportShelf shelf, ImportIntake intake, ILogger<ImportIntake> log)
    {
        var place = shelf.Files.NewPlace();
        try
        {
            var form = await ImportForm.Read(context, shelf.Files, place);
            var view = await intake.Begin(caller.Actor(), form, place, context.RequestAborted);
            Begun(log, caller.Identity?.Name, view.Id, view.Total);
            return TypedResults.Accepted($"/api/jobs/{view.Id}", view);
        }
        catch (FileFault fault)
        {
            shelf.Files.Remove(place);
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "import.file", [new() { Field = "", Rule = "import.file", Severity = "error", Message = fault.Message }]);
        }
        catch
        {
            shelf.Files.Remove(place);
            throw;
        }
    }

    static async Task<IResult> Report(string id, ClaimsPrincipal caller, ImportReports reports) =>
        long.TryParse(id, out var number) && await reports.Take(caller.Actor(), number) is { } path
            ? TypedResults.PhysicalFile(path, "text/csv", $"report-{number}.csv")
            : Problems.Of(StatusCodes.Status404NotFound, "import.report");

    [LoggerMessage(LogLevel.Information, "{Key} began import {Id} of {Total} rows")]
    static partial void Begun(ILogger log, string? key, long id, long total);
}

sealed record ImportBody
{
    /// <summary>audit-result或deregistration。</summary>
    public required string Kind { get; init; }
    /// <summary>.csv、.tsv、.txt、.xlsx、.json、.ndjson；列名为指标编码、中文名称，或由map对照。</summary>
    public required IFormFile File { get; init; }
    /// <summary>对照表（JSON）：{"headers":{"社保号":"AAC002"},"codes":{"AAC033":{"A":"1"}},"names":["AJC093"],"regions":["AAB301"]}。</summary>
    public string? Map { get; init; }
    /// <summary>试算：逐条检查，不保存。</summary>
    public bool? DryRun { get; init; }
}

/// <summary>What was handed in becomes a job.</summary>
sealed class ImportIntake(Database database, Uploads uploads, Agreement agreement, ImportShelf shelf, ImportIntakeBooks books)
{
    /// <exception cref="FileFault">The file or the map cannot be read.</exception>
    /// <exception cref="Fault">There is no such kind.</exception>
    public async Task<JobView> Begin(Actor by, ImportForm form, string place, CancellationToken stop)
    {
        var kind = uploads.KindOf(form.Kind) ?? throw new Fault(StatusCodes.Status400BadRequest, "import.kind");
        var map = FieldMap.Read(agreement, form.Map);
        var survey = await Task.Run(() => ImportSurvey.Of(kind, shelf.Files.Source(place, form.Ending), map, stop), stop);
        var job = await books.Imports.Begin(by, new()
        {
            Kind = kind,
            Survey = survey,
            Map = map,
            Ending = form.Ending,
            Place = place,
            Stage = form.IsTrial ? ImportStage.Check : ImportStage.Take,
            IsTrial = form.IsTrial,
        });
        return database.Read(session => JobView.Of(session, job, books.Jobs, books.Book));
    }
}

/// <summary>The books of imports.</summary>
sealed record ImportIntakeBooks(Imports Imports, Jobs Jobs, ImportBook Book);
