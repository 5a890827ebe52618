using System.Net;
using Adapter.Api;
using Adapter.People;
using Adapter.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Adapter.Desk;

/// <summary>
/// Signing in by an identity provider: it says who it is (sub), the account here says what the person may do. What follows
/// is a visit like any other; nothing of the provider's is kept.
/// </summary>
static class OpenIdConnect
{
    const string Name = "OpenIdConnect";
    public const string Path = "/signin/provider";

    public static void AddOpenIdConnect(this AuthenticationBuilder authentication, OpenIdConnectSettings settings)
    {
        if (settings.Authority is null) return;
        authentication.AddOpenIdConnect(Name, provider =>
        {
            provider.Authority = settings.Authority;
            provider.ClientId = settings.ClientId;
            provider.ClientSecret = settings.ClientSecret;
            provider.RequireHttpsMetadata = settings.Authority.StartsWith("https:", StringComparison.Ordinal);
            provider.ResponseType = "code";
            provider.ResponseMode = "query";
            provider.CallbackPath = "/signin/callback";
            provider.MapInboundClaims = false;
            provider.Scope.Clear();
            provider.Scope.Add("openid");
            // The provider and the browser go by the real clock.
            provider.TimeProvider = TimeProvider.System;
            // On the way back from another site a strict cookie is not sent.
            provider.CorrelationCookie.SameSite = provider.NonceCookie.SameSite = SameSiteMode.Lax;
            provider.CorrelationCookie.SecurePolicy = provider.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            provider.Events = new() { OnTicketReceived = Enter, OnRemoteFailure = Fail };
        });
    }

    public static void MapOpenIdConnect(this IEndpointRouteBuilder app, OpenIdConnectSettings settings)
    {
        if (settings.Authority is null) return;
        app.MapGet(Path, (string? to) => TypedResults.Challenge(new() { RedirectUri = DeskAuthentication.Inside(to) ?? "/" }, [Name])).AllowAnonymous().ExcludeFromDescription();
    }

    static async Task Enter(TicketReceivedContext context)
    {
        context.HandleResponse();
        var services = context.HttpContext.RequestServices;
        var admission = await services.GetRequiredService<Entrance>().Enter(context.Principal?.FindFirst("sub")?.Value ?? "");
        if (admission.Secret is null)
        {
            context.Response.Redirect(DeskAuthentication.Refused(admission.Code));
            return;
        }
        DeskAuthentication.Give(context.HttpContext, admission.Secret);
        // Not a redirect: the browser would go on as if the other site had sent it, and keep the strict cookie back.
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>登录</title><meta http-equiv="refresh" content="0;url={WebUtility.HtmlEncode(context.ReturnUri)}"></head><body></body></html>
            """);
    }

    // What went wrong at the provider is its own, and may hold what it should not: the log has the kind of it.
    static Task Fail(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(DeskAuthentication.Refused("account.provider"));
        return Task.CompletedTask;
    }
}
