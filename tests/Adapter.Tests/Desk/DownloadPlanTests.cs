using Adapter.Desk;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>What the page of downloads says of a region's last and next run.</summary>
public sealed class DownloadPlanTests(DownloadPlanTests.Fixture fixture) : IClassFixture<DownloadPlanTests.Fixture>
{
    const string Left = "370104";

    public sealed class Fixture : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => settings with
        {
            Regions = [.. settings.Regions, new() { Code = Left, Until = new(2026, 2, 12) }],
            Download = settings.Download with { Jitter = TimeSpan.FromMinutes(6) },
            Ministry = settings.Ministry with { Closed = [new() { From = "2026-02-13T10:30", Until = "2026-02-13T14:30" }] },
        };
    }

    DownloadPlan Plan => fixture.Get<DownloadPlan>();

    [Fact]
    public void The_next_run_is_the_first_of_the_schedule_in_which_the_platform_is_open_at_the_regions_own_minute()
    {
        Assert.Equal("02-13 15:00 下次", Plan.NextOf(Some.Region));
        // The tick of ten has come, its own minute has not.
        Assert.Equal("02-13 10:02 下次", Plan.NextOf("370103"));
    }

    [Fact]
    public void A_region_that_is_not_on_line_has_none() => Assert.Equal("未入网", Plan.NextOf(Left));

    [Fact]
    public async Task The_last_run_is_told_with_what_became_of_it()
    {
        await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, Some.Region))?.State == "done");

        var runs = fixture.Database.Read(session => Plan.Newest(session, Some.Region, 5));

        Assert.Equal("02-13 10:00 已下全", Plan.LastOf(Some.Region, runs));
        Assert.Equal("还没有下载过", Plan.LastOf(Left, runs));
    }

    [Fact]
    public void Every_state_of_an_hour_has_a_letter_and_a_word_of_its_own()
    {
        var states = typeof(HourState).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(states.Order(), HourLook.All.Keys.Order());
        Assert.Equal(states.Count, HourLook.All.Values.Select(look => look.Mark).Distinct().Count());
        Assert.Equal(states.Count, HourLook.All.Values.Select(look => look.Word).Distinct().Count());
    }
}
