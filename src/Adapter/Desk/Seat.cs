using Adapter.People;
using Adapter.Settings;
using Adapter.Store;
using Microsoft.AspNetCore.Components.Authorization;

namespace Adapter.Desk;

/// <summary>Who sits at this page. Rights are read anew each time they are asked for: one that was taken away is gone at once.</summary>
sealed class Seat(AuthenticationStateProvider state, Clerks clerks, Visits visits, AdapterSettings settings)
{
    /// <exception cref="UnauthorizedAccessException">The visit is over.</exception>
    public async Task<Clerk> Clerk()
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        return user.Visit() is { } visit && visits.OfId(visit, isActive: false) is { } account && clerks.Find(account) is { } clerk
            ? clerk
            : throw new UnauthorizedAccessException();
    }

    /// <summary>The regions of this system in which the person has a right; null = in all of them.</summary>
    public async Task<IReadOnlyList<string>?> Regions(string right) => (await Clerk()).Where(right, settings.Regions.Select(region => region.Code));

    public async Task<Actor> Actor() => (await Clerk()).Actor;
}
