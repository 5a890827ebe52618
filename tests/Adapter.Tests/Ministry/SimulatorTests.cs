using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Simulator;
using Adapter.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Adapter.Tests.Ministry;

/// <summary>The client and the simulated ministry were written apart: here they meet.</summary>
public class SimulatorTests
{
    [Theory]
    [InlineData("HMAC-SM3")]
    [InlineData("SM2")]
    public async Task The_client_and_the_simulator_understand_each_other(string signType)
    {
        var keys = SimulatorKeys.Generate("test-secret-0001");
        await using var app = SimulatorHost.Build(new() { Applications = 30, SignType = signType, Keys = keys, Regions = [Some.Region] });
        await app.StartAsync();
        using var rig = new MinistryRig(app.Urls.First(), change: settings => settings with
        {
            Ministry = settings.Ministry with
            {
                Sign = signType == "SM2" ? new() { Key = keys.ClientPrivate, PlatformKey = keys.PlatformPublic } : settings.Ministry.Sign,
            },
        });
        var today = ChinaTime.Date(TimeProvider.System.GetUtcNow());

        Assert.Equal(OutcomeClass.Ok, (await rig.Client.Probe(default)).Class);
        var page = rig.Client.ReadPage(await rig.Client.Download(new() { AAB301 = Some.Region, From = today.AddDays(-3), Until = today, PageSize = 20 }, default));
        Assert.Equal((OutcomeClass.Ok, 30, 2, 20), (page.Outcome.Class, page.TotalCount, page.TotalPage, page.Rows.Count));
        var local = Some.AuditResult().With("ADC201", "");
        var batch = rig.Client.Prepare(local.Kind, Some.Region, rig.Client.NewMessageId(local.Kind.Interface, 1), "B1", [new(local)]);
        var first = await rig.Client.Upload(batch, default);
        Assert.Equal(OutcomeClass.Ok, Assert.Single(first.Rows).Outcome.Class);
        Assert.Equal(first.Rows, (await rig.Client.Upload(batch, default)).Rows);
        var again = rig.Client.Prepare(local.Kind, Some.Region, rig.Client.NewMessageId(local.Kind.Interface, 2), "B2", [new(local)]);
        Assert.Equal(OutcomeClass.AlreadySame, Assert.Single((await rig.Client.Upload(again, default)).Rows).Outcome.Class);
        var held = await rig.Client.Lookup(Some.Region, local.Kind, [local["AAZ341"]!, "370102260213999999"], default);
        Assert.Equal([(true, Adapter.Wire.ContentDigest.Of(local)), (false, "")], held.Rows.Select(row => (row.Found, row.ContentSm3)));
    }
}
