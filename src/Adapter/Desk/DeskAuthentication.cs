using System.Security.Claims;
using System.Text.Encodings.Web;
using Adapter.Hosting;
using Adapter.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Adapter.Desk;

/// <summary>A visit by its cookie: a random secret whose hash the store holds. Nothing about the person stands in it.</summary>
sealed class DeskAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Visits visits, Clerks clerks)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Desk";
    public const string Right = "right";
    /// <summary>The visit's id.</summary>
    public const string Visit = "visit";
    public const string SignIn = "/signin";
    public const string Password = "/password";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Files of the program itself are for everybody, and many at a time.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<SecurityHeaders.BuiltIn>() is not null) return Task.FromResult(AuthenticateResult.NoResult());
        if (Request.Cookies[CookieOf(Request)] is not { Length: > 0 } secret) return Task.FromResult(AuthenticateResult.NoResult());
        if (visits.Of(secret, isActive: true) is not { } account || clerks.Find(account) is not { } clerk) return Task.FromResult(AuthenticateResult.Fail("visit"));
        return Task.FromResult(AuthenticateResult.Success(new(PrincipalOf(clerk, Visits.IdOf(secret)), Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect($"{SignIn}?to={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.User.HasClaim(claim => claim.Type == Password)) Response.Redirect(Password);
        else if (Request.Path == "/" && Open().FirstOrDefault() is { } first) Response.Redirect(first.Path);
        else return Refuse();
        return Task.CompletedTask;
    }

    IEnumerable<Page> Open() => Pages.All.Where(page => Context.User.HasClaim(Right, page.Right));

    // A person came by an address, not by a menu: words, and a way on.
    Task Refuse() => PlainPage.Write(Context, StatusCodes.Status403Forbidden, "没有权限", "您的角色没有这个页面的权限。需要的，请联系安全管理员授予角色。",
        [.. Open().Select(page => (page.Path, page.Title)), (Password, "修改密码")]);

    /// <summary>An address, if it is one of this desk; null otherwise.</summary>
    // Browsers leave out what is no visible character: /<tab>/host would be another host.
    public static string? Inside(string? to) => to is ['/', not ('/' or '\\'), ..] && to.All(letter => letter is > ' ' and < '\u007F') && !to.StartsWith(SignIn, StringComparison.Ordinal) ? to : null;

    /// <summary>Why a provider's word was not enough.</summary>
    public static IReadOnlyList<string> Refusals { get; } = ["account.unknown", "account.provider", "account.disabled"];

    public static string Refused(string code) => $"{SignIn}?refused={code["account.".Length..]}";

    static ClaimsPrincipal PrincipalOf(Clerk clerk, string visit)
    {
        var claims = People.Right.All.Where(clerk.May).Select(right => new Claim(Right, right)).ToList();
        claims.Add(new(ClaimTypes.Name, clerk.Account));
        claims.Add(new(Visit, visit));
        if (clerk.MustChange) claims.Add(new(Password, "must-change"));
        return new(new ClaimsIdentity(claims, Name));
    }

    /// <summary>Bound to this host and to TLS, where there is TLS.</summary>
    static string CookieOf(HttpRequest request) => request.IsHttps ? "__Host-adapter" : "adapter";

    public static void Give(HttpContext context, string secret) => context.Response.Cookies.Append(CookieOf(context.Request), secret, CookieOptions(context));

    public static void Take(HttpContext context) => context.Response.Cookies.Delete(CookieOf(context.Request), CookieOptions(context));

    static CookieOptions CookieOptions(HttpContext context) => new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/" };
}
