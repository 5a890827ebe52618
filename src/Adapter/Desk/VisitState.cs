using System.Security.Claims;
using Adapter.People;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Adapter.Desk;

/// <summary>Looks now and then whether the visit of an open page has ended: by time, by signing out, or by losing the right.</summary>
sealed class VisitState(Visits visits, ILoggerFactory logs) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(authenticationState.User.Visit() is { } visit && visits.OfId(visit, isActive: false) is not null);
}

/// <summary>What a person does on an open page keeps the visit alive.</summary>
sealed class VisitActivity(Visits visits, AuthenticationStateProvider state) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if ((await state.GetAuthenticationStateAsync()).User.Visit() is { } visit) visits.OfId(visit, isActive: true);
        await next(context);
    };
}

static class Principals
{
    public static string? Visit(this ClaimsPrincipal user) => user.FindFirst(DeskAuthentication.Visit)?.Value;
}
