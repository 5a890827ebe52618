namespace Adapter.Ministry;

/// <summary>Reads the answer's HTTP headers without trusting them.</summary>
static class Framing
{
    /// <summary>Two lengths, or a length beside chunks: two readers would see two different answers.</summary>
    public static bool IsContradictory(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths)) return false;
        return lengths.Count > 1 || lengths.Any(length => length.Contains(',')) || response.Headers.NonValidated.Contains("Transfer-Encoding");
    }

    public static string ContentType(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : "";

    /// <summary>Retry-After in seconds or as a date; a date that has passed is zero.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };
}
