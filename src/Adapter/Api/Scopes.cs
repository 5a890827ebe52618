using System.Security.Claims;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>The scopes of which a call needs one; every call has some.</summary>
sealed record ScopeNeeded(IReadOnlyList<string> AnyOf);

static class Scopes
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder call, params string[] anyOf) => call
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(KeyAuthentication.Name).RequireClaim(KeyAuthentication.Scope, anyOf))
        .WithMetadata(new ScopeNeeded(anyOf))
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>The key that calls, as the log names it.</summary>
    public static Actor Actor(this ClaimsPrincipal caller) => new(caller.Identity?.Name ?? "?", Store.Actor.Api);

    public static bool Has(this ClaimsPrincipal caller, params ReadOnlySpan<string> anyOf)
    {
        foreach (var scope in anyOf)
            if (caller.HasClaim(KeyAuthentication.Scope, scope)) return true;
        return false;
    }
}
