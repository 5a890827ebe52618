using System.Security.Claims;
using Adapter.Delivery;
using Adapter.Desk;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Settings;
using Adapter.Store;
using Microsoft.AspNetCore.Components.Authorization;

namespace Adapter.Tests.Support;

/// <summary>People with an account, a role and a password of their own.</summary>
static class Sitting
{
    static int number;

    /// <summary>A new person in a role that is bound to a region; "" = all.</summary>
    public static async Task<Clerk> Down(AppFixture fixture, string region = "", string role = "reviewer")
    {
        var (name, by) = ($"clerk{Interlocked.Increment(ref number)}", new Actor("test", Actor.Shell));
        var (book, accounts) = (fixture.Get<AccountBook>(), fixture.Get<Accounts>());
        await book.Add(by, name, "王小明");
        await book.Grant(by, name, Role.Find(role)!, region);
        await fixture.Get<Writer>().Write(session => accounts.Put(session, accounts.Find(session, name)! with { MustChange = 0 }));
        return fixture.Get<Clerks>().Find(name)!;
    }

    /// <summary>What a person who has signed in does to many uploads.</summary>
    public static async Task<BulkActs> Acts(AppFixture fixture, string account)
    {
        var secret = await fixture.Get<Writer>().Write(session => fixture.Get<Visits>().Begin(session, account));
        var seat = new Seat(new AtTheDesk(Visits.IdOf(secret)), fixture.Get<Clerks>(), fixture.Get<Visits>(), fixture.Get<AdapterSettings>());
        return new(seat, fixture.Database, fixture.Get<UploadList>(), fixture.Get<Replays>(), fixture.Get<JobRuns>());
    }

    sealed class AtTheDesk(string visit) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new ClaimsIdentity([new(DeskAuthentication.Visit, visit)], "test"))));
    }
}
