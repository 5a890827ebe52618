using System.Text.Json;
using Adapter.Store;
using Microsoft.AspNetCore.Diagnostics;

namespace Adapter.Api;

/// <summary>Turns what a call threw into a problem. What is nobody's fault outside is logged and told without its words.</summary>
sealed partial class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = exception switch
        {
            Fault fault => Problems.Of(fault.Status, fault.Code, fault.Findings, fault.Members),
            StoreTrouble trouble => Refused(httpContext, trouble),
            SerialsExhausted => Problems.Of(StatusCodes.Status409Conflict, "serial.exhausted"),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.Of(413, "body.too-large"),
            BadHttpRequestException { InnerException: JsonException } => Problems.Of(400, "body.malformed"),
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, "query.invalid"),
            _ => Internal(httpContext, exception),
        };
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused(HttpContext context, StoreTrouble trouble)
    {
        // The store itself says what lasts, once: a full disk is not filled with lines.
        if (trouble.Trouble == Trouble.Busy) NotKept(context.Request.Method, RouteOf(context), trouble.Code);
        context.Response.Headers.RetryAfter = "5";
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, trouble.Code);
    }

    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Internal(HttpContext context, Exception exception)
    {
        Failed(exception, context.Request.Method, RouteOf(context));
        return Problems.Of(StatusCodes.Status500InternalServerError, "internal");
    }

    static string? RouteOf(HttpContext context) => (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    [LoggerMessage(LogLevel.Warning, "{Method} {Route} was refused: {Code}")]
    partial void NotKept(string method, string? route, string code);

    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed")]
    partial void Failed(Exception exception, string method, string? route);
}
