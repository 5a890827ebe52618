namespace Adapter.Hosting;

/// <summary>Headers of every answer, errors too.</summary>
static class SecurityHeaders
{
    const string Policy = "default-src 'none'; script-src 'self'{0}; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "style-src 'self' 'unsafe-inline'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Where the page of this request keeps the nonce that its inline scripts must carry.</summary>
    public static readonly object Nonce = new();

    /// <summary>Marks an endpoint that answers with a file of the program itself.</summary>
    public sealed record BuiltIn;

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var nonce = context.Items[Nonce] is string text ? $" 'nonce-{text}'" : "";
            headers.ContentSecurityPolicy = string.Format(Policy, nonce);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            // What is built in may be kept, as it says itself; all else is data.
            if (context.GetEndpoint()?.Metadata.GetMetadata<BuiltIn>() is null) headers.CacheControl = "no-store";
            if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
