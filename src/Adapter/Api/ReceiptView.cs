using Adapter.Contracts;
using Adapter.Review;

namespace Adapter.Api;

/// <summary>What was taken, under which key, and how far it is.</summary>
sealed record ReceiptView(string? AAB301, string? AAZ341, string? State, IReadOnlyList<Finding> Findings);

/// <summary>One row of an array, in its order; status is what the record alone would have been answered.</summary>
sealed record RowReceiptView(int Row, int Status, string? AAB301, string? AAZ341, string? State, IReadOnlyList<Finding> Findings);

static class Receipts
{
    public static int Status(this Receipt receipt) => receipt.Verdict switch
    {
        Verdict.Taken => StatusCodes.Status202Accepted,
        Verdict.Known => StatusCodes.Status200OK,
        Verdict.Faulty => StatusCodes.Status422UnprocessableEntity,
        Verdict.Conflict => StatusCodes.Status409Conflict,
        Verdict.Missing => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };

    public static IResult Answer(this Receipt receipt) => receipt.Verdict is Verdict.Taken or Verdict.Known
        ? TypedResults.Json(new ReceiptView(receipt.AAB301, receipt.AAZ341, receipt.State, receipt.Findings), statusCode: receipt.Status())
        : Problems.Of(receipt.Status(), receipt.Code, receipt.Findings, receipt.Members);

    public static RowReceiptView Row(this Receipt receipt, int row) =>
        new(row, receipt.Status(), receipt.AAB301, receipt.AAZ341, receipt.State, receipt.Findings);

    /// <summary>What a call that takes a record may answer.</summary>
    public static RouteHandlerBuilder AnswersReceipt(this RouteHandlerBuilder call) => call
        .Produces<ReceiptView>(StatusCodes.Status202Accepted)
        .Produces<ReceiptView>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}
