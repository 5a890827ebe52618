using Adapter.Hosting;

namespace Adapter.Desk;

/// <summary>
/// How often one address may try to sign in: a whole office behind one gateway at the beginning of work, and no guesser
/// of many accounts, whom the lock of a single account does not stop.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class SignInLimit : Attribute, ICallLimit
{
    /// <summary>At once, and then in each minute.</summary>
    public const int Most = 60;

    // Looking at the form costs nothing.
    public Allowance? Of(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? new($"signin {context.Connection.RemoteIpAddress}", Most, 1) : null;

    public Task Refuse(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return PlainPage.Write(context, StatusCodes.Status429TooManyRequests, "登录过于频繁",
            "同一网络地址在一分钟内登录的次数过多，本次没有核对密码。请等一分钟再登录；一再如此时，请运维人员查看操作日志中的登录记录。", [(DeskAuthentication.SignIn, "返回登录")]);
    }
}
