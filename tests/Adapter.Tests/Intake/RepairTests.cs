using System.Text.Json.Nodes;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adapter.Tests.Intake;

/// <summary>The last ten days again, and what they show.</summary>
public sealed class RepairTests : IAsyncLifetime
{
    readonly PagedMinistry fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await Begun();
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    async Task Begun()
    {
        await Eventually.Holds(() => new[] { Some.Region, "370103" }.All(region => Last(region)?.State == "done"));
        fixture.Forget();
    }

    RunRow? Last(string region = Some.Region) => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, region));

    Task<RunRow> Repair() => fixture.Get<Repair>().Run(Some.Region, default);

    async Task<JsonNode> Day(string day) =>
        (await fixture.Client.Look($"/api/hours?region={Some.Region}&day={day}"))["items"].AsArray().Single()!;

    async Task Restart(string repairCron = "0 30 3 * * ?", params string[] capabilities)
    {
        await fixture.Stop();
        fixture.Otherwise = settings => settings with
        {
            Download = settings.Download with { RepairCron = repairCron },
            Ministry = settings.Ministry with { Capabilities = capabilities },
        };
        await fixture.Start();
        // The start looks for runs that a crash left open: the test's own would be one of them.
        await fixture.App.Services.GetServices<IHostedService>().OfType<DownloadStart>().Single().ExecuteTask!;
    }

    [Fact]
    public async Task What_a_download_missed_is_found_by_the_repair_told_and_counted_for_its_day()
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(2, 1, Some.Application(2001), Some.Application(2002).With("AAE127", "20260213"));

        var run = await Repair();
        var again = await Repair();

        Assert.Equal(("done", 2, 1), (run.State, run.Fresh, run.Repaired));
        Assert.Equal((0, 0), (again.Fresh, again.Repaired));
        Assert.All(fixture.Asked, question => Assert.Equal(("20260203", "20260213", "1"), ((string)question["AAE030"]!, (string)question["AAE031"]!, (string)question["QueryScope"]!)));
        var told = (await fixture.Client.Look("/api/events"))["items"].AsArray().Where(item => (string?)item!["code"] == "repaired");
        Assert.Equal(("downloaded", Some.Application(2001)["ADC201"]), ((string)Assert.Single(told)!["type"]!, (string)Assert.Single(told)!["ADC201"]!));
        Assert.Equal((1, 0), ((int)(await Day("2026-02-10"))["repaired"]!, (int)(await Day("2026-02-12"))["repaired"]!));
    }

    [Fact]
    public async Task What_differs_is_a_version_as_ever()
    {
        await fixture.Receive(Some.Application(2003));
        fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, Some.Application(2003).With("AAC067", "13800002003"));

        var run = await Repair();

        Assert.Equal((0, 1, 0), (run.Fresh, run.Changed, run.Repaired));
    }

    [Fact]
    public async Task What_the_platform_no_longer_lists_is_counted_and_stays()
    {
        await fixture.Receive(Some.Application(2004), Some.Application(2005), Some.Application(2006).With("AAE127", "20260110"));
        fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, Some.Application(2004));

        var run = await Repair();

        Assert.Equal((1, 1, 1), (run.Total, run.Held, run.Unlisted));
        Assert.NotNull(fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, Some.Application(2005)["ADC201"]!)));
        Assert.Equal(1, (int)(await Day("2026-02-10"))["repair"]!["unlisted"]!);
    }

    [Fact]
    public async Task A_count_that_is_more_than_what_was_given_is_shown()
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(2, 1, Some.Application(2007), Some.Application(2007));

        var run = await Repair();

        Assert.Equal((2, 1), (run.Total, run.Held));
        Assert.Equal((2, 1), ((int)(await Day("2026-02-10"))["repair"]!["total"]!, (int)(await Day("2026-02-10"))["repair"]!["held"]!));
    }

    [Fact]
    public async Task Where_nothing_is_given_twice_only_what_is_pending_is_asked_and_it_proves_less()
    {
        await Restart("0 0 0 1 1 ? 2099", "Upsert");
        fixture.Time.Advance(TimeSpan.FromDays(1));
        await fixture.Receive(Some.Application(2008));
        fixture.Forget();

        var run = await Repair();

        Assert.Equal("0", (string)fixture.Asked.Single()["QueryScope"]!);
        Assert.Equal(("done", "pending", null), (run.State, run.Scope, run.Unlisted));
        Assert.Equal(new DateOnly(2026, 2, 13), fixture.Database.Read(session => fixture.Get<Downloads>().Watermark(session, Some.Region)));
        Assert.Equal("pending", (string)(await Day("2026-02-12"))["repair"]!["scope"]!);
    }

    [Fact]
    public async Task A_repair_whose_time_passed_while_the_program_did_not_run_is_done_at_the_start_and_once()
    {
        await fixture.Stop();
        fixture.Time.Advance(TimeSpan.FromDays(1));
        fixture.Otherwise = settings => settings with { Download = settings.Download with { RepairCron = "0 30 3 * * ?" } };

        await fixture.Start();
        await Eventually.Holds(() => new[] { Some.Region, "370103" }.All(region => Last(region) is { Purpose: "repair", State: "done" }));
        await Restart("0 30 3 * * ?", "ReRead");
        await fixture.Get<DownloadRound>().Repair(default);

        Assert.Equal(2, fixture.Asked.Count);
        Assert.Equal("20260204", (string)fixture.Asked[0]["AAE030"]!);
    }

    [Fact]
    public async Task A_repair_that_failed_is_tried_again_with_the_next_download()
    {
        await fixture.Stop();
        fixture.Time.Advance(TimeSpan.FromDays(1));
        fixture.Otherwise = settings => settings with { Download = settings.Download with { RepairCron = "0 30 3 * * ?" } };
        fixture.Pages = (_, _) => """{"CODE":"40000005","MESSAGE":""}""";
        await fixture.Start();
        await Eventually.Holds(() => Last() is { Purpose: "repair", State: "failed" });

        fixture.Pages = (_, _) => PagedMinistry.Page(0, 0, []);
        await fixture.Get<RegionTurn>().Download(Some.Region, default);

        Assert.Equal(("repair", "done"), (Last()!.Purpose, Last()!.State));
    }
}
