using System.Security.Claims;

namespace Adapter.Api;

/// <summary>The scope that a call needs; every call has one.</summary>
sealed record ScopeNeeded(string Scope);

static class Scopes
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder call, string scope) => call
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(KeyAuthentication.Name).RequireClaim(KeyAuthentication.Scope, scope))
        .WithMetadata(new ScopeNeeded(scope))
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    public static bool Has(this ClaimsPrincipal caller, params ReadOnlySpan<string> anyOf)
    {
        foreach (var scope in anyOf)
            if (caller.HasClaim(KeyAuthentication.Scope, scope)) return true;
        return false;
    }
}
