using System.Globalization;
using System.Text;

namespace Adapter.Simulator;

/// <summary>What leaves on the wire, and how.</summary>
sealed record Reply
{
    public int Status { get; init; } = 200;
    public string ContentType { get; init; } = "application/json; charset=UTF-8";
    public required byte[] Bytes { get; init; }
    public TimeSpan Delay { get; init; }
    public TimeSpan? RetryAfter { get; init; }
    /// <summary>The connection ends after so many bytes of the body; 0 = before anything is said.</summary>
    public int? CutAfter { get; init; }

    public static Reply Html(int status, string title) => new()
    {
        Status = status,
        ContentType = "text/html; charset=UTF-8",
        Bytes = Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"),
    };

    /// <summary>False when the client was gone before the whole answer was out.</summary>
    public async Task<bool> Send(HttpContext context, TimeProvider time)
    {
        if (Delay > TimeSpan.Zero && !await Waited(time, context.RequestAborted)) return false;
        if (CutAfter == 0)
        {
            context.Abort();
            return false;
        }
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Bytes.Length;
        if (RetryAfter is { } after) response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(Bytes.AsMemory(0, CutAfter ?? Bytes.Length));
        await response.Body.FlushAsync();
        if (CutAfter is null) return !context.RequestAborted.IsCancellationRequested;
        context.Abort();
        return false;
    }

    async Task<bool> Waited(TimeProvider time, CancellationToken gone)
    {
        try { await Task.Delay(Delay, time, gone); }
        catch (OperationCanceledException) { return false; }
        return true;
    }
}
