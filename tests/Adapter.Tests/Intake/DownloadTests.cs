using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;
using SimulatorOptions = Adapter.Simulator.SimulatorOptions;

namespace Adapter.Tests.Intake;

public sealed class DownloadTests(DownloadTests.Fixture fixture) : IClassFixture<DownloadTests.Fixture>
{
    const int Applications = 230;

    public sealed class Fixture : AppFixture
    {
        internal override SimulatorOptions Ministry { get; } = new() { Regions = [Some.Region, "370103"], Applications = Applications, Faulty = 0.1 };
    }

    [Fact]
    public async Task At_the_start_every_region_is_downloaded_and_the_next_time_nothing_is_new()
    {
        await Eventually.Holds(() => Last(Some.Region)?.State == "done" && Last("370103")?.State == "done", () => $"{Last(Some.Region)} {Last("370103")}");
        var queue = await Queue();

        var again = await fixture.Get<Downloader>().Run(Some.Region);

        Assert.Equal(Applications, queue.Count);
        Assert.Equal((0, 0, again.Received), (again.Fresh, again.Changed, again.Known));
        Assert.Equal(Applications, await Events());
        Assert.Equal(new DateOnly(2026, 2, 13), fixture.Database.Read(session => fixture.Get<Downloads>().Watermark(session, Some.Region)));
    }

    RunRow? Last(string region) => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, region));

    async Task<HashSet<string>> Queue()
    {
        var first = await fixture.Client.Look("/api/applications?limit=200");
        var second = await fixture.Client.Look($"/api/applications?limit=200&after={first["next"]}");
        return [.. first["items"].AsArray().Concat(second["items"].AsArray()).Select(item => (string)item!["ADC201"]!)];
    }

    async Task<int> Events()
    {
        var count = 0;
        string? after = null;
        while (true)
        {
            var page = await fixture.Client.Look($"/api/events?limit=200&after={after}");
            if (page["items"].AsArray().Count == 0) return count;
            count += page["items"].AsArray().Count(item => (string)item!["type"]! == "downloaded");
            after = (string)page["next"]!;
        }
    }
}
