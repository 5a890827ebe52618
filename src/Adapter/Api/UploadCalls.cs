using System.Security.Claims;
using Adapter.Delivery;
using Adapter.Review;
using Adapter.Store;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Api;

/// <summary>/api/uploads: what is sent, how far it is, and what a person does about it.</summary>
static class UploadCalls
{
    sealed record Query(
        [FromQuery(Name = "state")] string? State,
        [FromQuery(Name = "kind")] string? Kind,
        [FromQuery(Name = "region")] string? Region,
        [FromQuery(Name = "rule")] string? Rule,
        [FromQuery(Name = "code")] string? Code)
    {
        public UploadFilter ToFilter() => new() { State = State, Kind = Kind, Region = Region, Rule = Rule, Code = Code };
    }

    public static void Map(RouteGroupBuilder api)
    {
        var calls = api.MapGroup("/uploads").WithTags("上传");
        calls.MapGet("", List).Needs("read").Produces<Listing<UploadItem>>().ProducesProblem(400)
            .WithSummary("上传情况，可按状态、类别、地区、规则、平台代码筛选").WithExample(null, Examples.UploadList);
        calls.MapGet("/groups", Groups).Needs("read").Produces<Listing<GroupView>>().ProducesProblem(400)
            .WithSummary("按类别、答复的类、代码、指标归类计数（不写state为退回更正和上传异常的），多的在前").WithExample(null, Examples.GroupList);
        calls.MapPost("/search", Search).Needs("read").Accepts<SearchBody>("application/json").Produces<Listing<UploadItem>>().ProducesProblem(400)
            .WithSummary("按号码查找，或在一个地区一天之内按姓名查找").WithExample("""{"AAC003":"张伟","region":"370102","day":"2026-02-13"}""", Examples.UploadList);
        calls.MapGet("/{kind}/{AAB301}/{AAZ341}", Show).Needs("read").Produces<UploadView>().ProducesProblem(404)
            .WithSummary("一条上传：内容、各版本及差异、每次尝试、为何等待到何时").WithExample(null, Examples.Upload);
        calls.MapPut("/{kind}/{AAB301}/{AAZ341}", Mend).Needs("operate").Accepts<CorrectionBody>("application/json").AnswersReceipt().ProducesProblem(404)
            .WithSummary("更正部平台退回的一条记录并以原流水号再次上传：只限代码、格式、长度一类的项目；原内容另存为前一版本")
            .WithExample("""{"fields":{"AAC011":"20"},"reason":"学历代码有误"}""", Examples.Receipt);
        calls.MapPost("/{kind}/{AAB301}/{AAZ341}/discard", Discard).Needs("operate").Accepts<ReasonBody>("application/json")
            .Produces<UploadItem>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("停发").WithExample("""{"reason":"重复报送"}""", Examples.UploadItem);
        calls.MapPost("/{kind}/{AAB301}/{AAZ341}/release", Release).Needs("operate").Accepts<ReasonBody>("application/json")
            .Produces<ReleaseView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("解除一条记录的等待：不等前一条记录、不等原定时间，或结果待确认而由人工放行（以原报文再次上传）；notice说明风险")
            .WithExample("""{"reason":"已与部平台核对，未收到"}""", Examples.Release);
        calls.MapPost("/{kind}/{AAB301}/{AAZ341}/restore", Restore).Needs("operate").Accepts<ReasonBody>("application/json")
            .Produces<UploadItem>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("恢复已停发的记录").WithExample("""{"reason":"停发有误"}""", Examples.UploadItem);
    }

    static IResult List([AsParameters] Query query, string? after, int? limit, Database database, UploadList uploads, Uploads all)
    {
        var most = Cursor.Limit(limit);
        var filter = all.Checked(query.ToFilter() with { After = Cursor.Number(after), Limit = most });
        var rows = database.Read(session => uploads.List(session, filter));
        return TypedResults.Json(new Listing<UploadItem>([.. rows.Select(UploadItem.Of)], rows.Count < most ? null : Cursor.Of($"{rows[^1].Id}")));
    }

    static IResult Groups([AsParameters] Query query, Database database, UploadList uploads, Uploads all)
    {
        var filter = all.Checked(query.ToFilter());
        return TypedResults.Json(new Listing<GroupView>([.. database.Read(session => uploads.Groups(session, filter)).Select(GroupView.Of)], null));
    }

    static async Task<IResult> Search(HttpContext context, Database database, UploadSearch search)
    {
        var body = await Body.Read<SearchBody>(context);
        var rows = database.Read(session => search.Find(session, body));
        return TypedResults.Json(new Listing<UploadItem>([.. rows.Select(UploadItem.Of)], null));
    }

    static async Task<IResult> Show(string kind, string AAB301, string AAZ341, ClaimsPrincipal caller, Database database, Uploads uploads, Sightings sightings)
    {
        var key = new UploadKey(kind, AAB301, AAZ341);
        var masked = !caller.Has("pull", "review", "operate") || !await sightings.Note(caller.Actor(), "reveal", key.ToString(), session => uploads.PersonOf(session, key));
        return database.Read(session => uploads.Show(session, kind, AAB301, AAZ341, masked)) is { } view
            ? TypedResults.Json(view)
            : Problems.Of(StatusCodes.Status404NotFound, "upload.not-found");
    }

    static async Task<IResult> Mend(string kind, string AAB301, string AAZ341, HttpContext context, Corrections corrections) =>
        (await corrections.Mend(context.User.Actor(), new(kind, AAB301, AAZ341), (await Body.Read<CorrectionBody>(context)).ToCorrection())).Answer();

    static async Task<IResult> Discard(string kind, string AAB301, string AAZ341, HttpContext context, Stoppage stoppage) =>
        Answer(await stoppage.Discard(context.User.Actor(), new(kind, AAB301, AAZ341), (await Body.Read<ReasonBody>(context)).Reason.Given()));

    static async Task<IResult> Restore(string kind, string AAB301, string AAZ341, HttpContext context, Stoppage stoppage) =>
        Answer(await stoppage.Restore(context.User.Actor(), new(kind, AAB301, AAZ341), (await Body.Read<ReasonBody>(context)).Reason.Given()));

    static async Task<IResult> Release(string kind, string AAB301, string AAZ341, HttpContext context, Releases releases)
    {
        var answer = await releases.Release(context.User.Actor(), new(kind, AAB301, AAZ341), (await Body.Read<ReasonBody>(context)).Reason.Given());
        return answer.Row is { } row ? TypedResults.Json(new ReleaseView(UploadItem.Of(row), answer.Notice)) : Refusal(answer.Code);
    }

    static IResult Answer(StoppageAnswer answer) => answer.Row is { } row ? TypedResults.Json(UploadItem.Of(row)) : Refusal(answer.Code);

    /// <summary>Why nothing is done about an upload.</summary>
    public static IResult Refusal(string code) =>
        Problems.Of(code == "upload.not-found" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, code);
}
