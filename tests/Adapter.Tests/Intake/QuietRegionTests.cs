using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Intake;

/// <summary>Which regions are named as quiet, at noon of 2026-02-13, a Friday, or later.</summary>
public sealed class QuietRegionTests : IAsyncLifetime
{
    readonly StoreUnderTest store = new();
    AdapterSettings settings = new() { Regions = [new() { Code = Some.Region }] };
    int seed = 5000;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await store.DisposeAsync();

    IReadOnlyList<QuietRegion> Quiet => new QuietRegions(store.Database, store.Get<Hours>(), Agreement.Embedded, settings, store.Time).Now();

    /// <summary>An application on each of so many working days that end with this one.</summary>
    async Task Applications(DateOnly last, int days)
    {
        for (var day = last; days > 0; day = day.AddDays(-1))
        {
            if (!Agreement.Embedded.WorkingDays.IsWorkingDay(day)) continue;
            await Application(ChinaTime.Compact(day));
            days--;
        }
    }

    Task Application(string day) => store.Writer.Write(session => store.Inbox.Put(session, new()
    {
        ADC201 = $"SQ{++seed}",
        AAB301 = Some.Region,
        AAE127 = day,
        Deadline = "2026-02-25",
        State = ApplicationState.Pending,
        Version = 1,
        Digest = "",
        Findings = "[]",
        Payload = [],
        ReceivedAt = store.Now,
    }, null));

    [Fact]
    public async Task A_region_that_usually_has_applications_and_has_none_for_three_working_days_is_named()
    {
        await Applications(new(2026, 2, 9), 11);

        var quiet = Assert.Single(Quiet);

        Assert.Equal((Some.Region, new DateOnly(2026, 2, 9), 3), (quiet.AAB301, quiet.LastDay, quiet.WorkingDays));
    }

    [Theory]
    [InlineData("20260210")] // three working days ago
    [InlineData("20260213")] // today
    public async Task One_application_in_these_days_is_enough(string day)
    {
        await Applications(new(2026, 2, 9), 20);
        await Application(day);

        Assert.Empty(Quiet);
    }

    [Fact]
    public async Task A_region_with_few_applications_is_not_named()
    {
        await Applications(new(2026, 2, 9), 10);
        await Application("20260209");
        await Application("2026-02-08");

        Assert.Empty(Quiet);
    }

    [Fact]
    public async Task Holidays_are_no_silence()
    {
        await Applications(new(2026, 2, 14), 20);
        store.Time.SetUtcNow(new(2026, 2, 25, 4, 0, 0, TimeSpan.Zero));
        Assert.Empty(Quiet);

        store.Time.SetUtcNow(new(2026, 2, 27, 4, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, Assert.Single(Quiet).WorkingDays);
    }

    [Fact]
    public async Task A_region_that_is_no_longer_on_line_is_not_named()
    {
        await Applications(new(2026, 2, 9), 20);
        settings = settings with { Regions = [new() { Code = Some.Region, Until = new(2026, 2, 12) }] };

        Assert.Empty(Quiet);
    }
}

public sealed class QuietWatchTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    [Fact]
    public async Task A_quiet_region_is_named_in_the_ledger_and_in_the_metrics()
    {
        var days = Enumerable.Range(0, 40).Select(back => new DateOnly(2026, 2, 9).AddDays(-back)).ToList();
        await fixture.Receive(days.Select((day, place) => Some.Application(5200 + place).With("AAE127", ChinaTime.Compact(day))));

        fixture.Get<QuietWatch>().Look();

        var items = (await fixture.Client.Look("/api/hours"))["items"].AsArray();
        Assert.Equal("2026-02-09", (string?)items.Single(item => (string)item!["AAB301"]! == Some.Region)!["quietSince"]);
        await fixture.Anonymous().Metrics(line => line.StartsWith("adapter_regions_quiet", StringComparison.Ordinal) && line.Contains($"region=\"{Some.Region}\"}} 3"));
    }
}
