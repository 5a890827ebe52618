using Adapter.Hosting;

namespace Adapter.Api;

/// <summary>Generous: it keeps a loop gone wild, or a guesser of keys, from starving the others.</summary>
sealed class ApiLimit : ICallLimit
{
    const int OfAKey = 4000;

    /// <summary>Calls a second of an address without a key; twice as many at once.</summary>
    public const int OfAnAddress = 50;

    public Allowance? Of(HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { } key }
        ? new($"key {key}", 2 * OfAKey, OfAKey)
        : new($"ip {context.Connection.RemoteIpAddress}", 2 * OfAnAddress, OfAnAddress);

    public Task Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problems.Of(StatusCodes.Status429TooManyRequests, "rate.exceeded").ExecuteAsync(context);
    }
}
