using System.Security.Claims;
using Adapter.Delivery;
using Adapter.Desk;
using Adapter.Hosting;
using Adapter.People;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;

namespace Adapter.Tests.Desk;

/// <summary>What the desk does to many uploads reaches only as far as the person's right.</summary>
public sealed class BulkActTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly Sending sending = new(fixture);

    sealed class AtTheDesk(string visit) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new(new ClaimsIdentity([new(DeskAuthentication.Visit, visit)], "test"))));
    }

    /// <summary>Acts of somebody who has a role in a region.</summary>
    async Task<BulkActs> Of(string account, string role, string region)
    {
        var secret = await fixture.Get<Writer>().Write(session =>
        {
            var accounts = fixture.Get<Accounts>();
            var now = Stamp.Of(fixture.Time.GetUtcNow());
            accounts.Add(session, new() { Name = account, RealName = "张三", Password = "", PasswordAt = now, CreatedAt = now });
            accounts.Grant(session, new() { Account = account, Role = role, Region = region, GrantedAt = now, GrantedBy = "test" });
            return fixture.Get<Visits>().Begin(session, account);
        });
        var seat = new Seat(new AtTheDesk(Visits.IdOf(secret)), fixture.Get<Clerks>(), fixture.Get<Visits>(), fixture.Get<AdapterSettings>());
        return new(seat, fixture.Database, fixture.Get<UploadList>(), fixture.Get<Replays>(), fixture.Get<JobRuns>());
    }

    [Fact]
    public async Task A_countys_operator_reaches_the_countys_uploads_alone()
    {
        var acts = await Of("county", "operator", Some.Region);
        var own = UploadKey.Of(await sending.Held(Some.Region, 1));
        var foreign = UploadKey.Of(await sending.Held("370103", 2));
        var all = new Choice([], new UploadFilter { State = UploadState.Failed });

        var found = await acts.Keys(all, UploadState.Failed);
        var chosen = await acts.Replayable(new([own, foreign], new()));
        var filtered = await acts.Replayable(all);
        var tally = await acts.Each([own, foreign], async (by, key) => (await fixture.Get<Stoppage>().Discard(by, key, "重复报送")).Code);

        Assert.Equal([own], found);
        Assert.Equal((1, 1), (chosen.Uploads.Count, filtered.Uploads.Count));
        Assert.Equal((1, "right.missing"), (tally.Done, tally.Refused.Single().Key));
        Assert.Equal(UploadState.Failed, fixture.Database.Read(session => fixture.Get<Outbox>().Latest(session, foreign.Kind, foreign.AAB301, foreign.AAZ341))!.State);
    }

    [Fact]
    public async Task Who_only_looks_on_reaches_nothing()
    {
        var acts = await Of("viewer", "viewer", "");
        var key = UploadKey.Of(await sending.Held("370103", 3));

        Assert.Empty(await acts.Keys(new([], new UploadFilter()), UploadState.Failed));
        Assert.Empty((await acts.Replayable(new([key], new()))).Uploads);
        Assert.Equal(0, (await acts.Each([key], (_, _) => Task.FromResult(""))).Done);
    }
}
