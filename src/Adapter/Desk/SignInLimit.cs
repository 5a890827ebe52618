using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Adapter.Desk;

/// <summary>
/// How often one address may try to sign in: a whole office behind one gateway at the beginning of work, and no guesser
/// of many accounts, whom the lock of a single account does not stop.
/// </summary>
sealed class SignInLimit : IRateLimiterPolicy<string>
{
    public const string Name = "signin";

    /// <summary>At once, and then in each minute.</summary>
    public const int Most = 60;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => async (rejected, _) =>
    {
        rejected.HttpContext.Response.Headers.RetryAfter = "60";
        await PlainPage.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "登录过于频繁",
            "同一网络地址在一分钟内登录的次数过多，本次没有核对密码。请等一分钟再登录；一再如此时，请运维人员查看操作日志中的登录记录。", [(DeskAuthentication.SignIn, "返回登录")]);
    };

    // Looking at the form costs nothing.
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => HttpMethods.IsPost(httpContext.Request.Method)
        ? RateLimitPartition.GetTokenBucketLimiter($"signin {httpContext.Connection.RemoteIpAddress}", _ => new()
        {
            TokenLimit = Most,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Most,
        })
        : RateLimitPartition.GetNoLimiter("");
}
