using Adapter.Contracts;
using Adapter.Review;
using Microsoft.AspNetCore.Mvc;

namespace Adapter.Api;

/// <summary>/api/audit-results and /api/deregistrations: what a local system hands in.</summary>
static class SubmissionCalls
{
    const int MostBytes = 4 * 1024 * 1024;

    public static void Map(RouteGroupBuilder api, Agreement agreement)
    {
        foreach (var kind in agreement.Kinds.Where(kind => kind.IsUpload))
        {
            var calls = api.MapGroup($"/{kind.Name}s").WithTags(kind.Title);
            calls.MapPost("", (HttpContext context, Submissions submissions) => Submit(context, kind, submissions))
                .Needs("submit").Accepts<Dictionary<string, object>>("application/json").AnswersReceipt()
                .WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithMetadata(new TakesRecords(kind)).WithName($"submit-{kind.Name}")
                .WithSummary($"报送{kind.Title}：一条记录，或至多1000条的数组（返回200和逐行结果）；confirm可与各项目并列")
                .WithExample(Examples.Record(kind), Examples.Receipt);
            if (kind.Ends is null) calls.MapPost("/{AAB301}/{AAZ341}/correction", Correct)
                .Needs("review").Accepts<CorrectionBody>("application/json").AnswersReceipt().ProducesProblem(404)
                .WithSummary("更正审核结果：另存一个版本，以原流水号作为更正上传")
                .WithExample("""{"fields":{"AAE540":"1","AAE360":""},"reason":"审核结果录入有误"}""", Examples.Receipt);
        }
    }

    static async Task<IResult> Submit(HttpContext context, Kind kind, Submissions submissions)
    {
        var body = await RecordBody.Read(context, kind);
        // Handed to the writer in their order, before the first is answered: they share commits.
        var receipts = await Task.WhenAll(body.Records.Select(record => submissions.Take(context.User.Actor(), record.Message, record.Confirmed)));
        return body.IsArray
            ? TypedResults.Json(receipts.Select((receipt, place) => receipt.Row(place + 1)).ToList())
            : receipts[0].Answer();
    }

    static async Task<IResult> Correct(string AAB301, string AAZ341, HttpContext context, Corrections corrections)
    {
        var body = await Body.Read<CorrectionBody>(context);
        return (await corrections.Correct(context.User.Actor(), AAB301, AAZ341, body.ToCorrection())).Answer();
    }
}
