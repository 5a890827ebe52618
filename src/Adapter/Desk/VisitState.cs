using System.Security.Claims;
using Adapter.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Adapter.Desk;

/// <summary>Looks now and then whether the visit of an open page has ended: by time, by signing out, or by losing the right.</summary>
sealed class VisitState(Visits visits, ILoggerFactory logs) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(authenticationState.User.Visit() is { } visit && visits.OfId(visit, isActive: false) is not null);
}

static class Principals
{
    public static string? Visit(this ClaimsPrincipal user) => user.FindFirst(DeskAuthentication.Visit)?.Value;
}
