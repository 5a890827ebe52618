using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Intake;

/// <summary>AskedDays and watermarks by a clock that is at a border, or wrong.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    readonly PagedMinistry fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await Eventually.Holds(() => Watermark() is not null && fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, "370103"))?.State == "done");
        fixture.Forget();
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    DateOnly? Watermark() => fixture.Database.Read(session => fixture.Get<Downloads>().Watermark(session, Some.Region));

    Task<RunRow> Run() => fixture.Get<Downloader>().Run(Some.Region);

    (string, string) Asked => ((string)fixture.Asked[^1]["AAE030"]!, (string)fixture.Asked[^1]["AAE031"]!);

    [Theory]
    [InlineData("2026-02-13T23:59:59+08:00", "2026-02-10", "2026-02-13")]
    [InlineData("2026-02-14T00:00:00+08:00", "2026-02-10", "2026-02-14")]
    [InlineData("2028-02-29T12:00:00+08:00", "2026-02-10", "2028-02-29")]
    [InlineData("2026-12-31T23:59:59+08:00", "2026-02-10", "2026-12-31")]
    [InlineData("2027-01-01T00:00:00+08:00", "2026-02-10", "2027-01-01")]
    public void A_window_ends_on_the_day_of_China(string now, string from, string to)
    {
        var days = new AskedDays(new(), MinistryRig.Profile, new FakeTimeProvider(DateTimeOffset.Parse(now)));

        var window = days.Next(Some.Region, new(2026, 2, 13));

        Assert.Equal((DateOnly.Parse(from), DateOnly.Parse(to)), (window.From, window.To));
    }

    [Theory]
    [InlineData("2028-02-29T00:30:00+08:00", "2028-02-19", "2028-02-29")]
    [InlineData("2028-03-10T00:30:00+08:00", "2028-02-29", "2028-03-10")]
    [InlineData("2027-01-01T00:00:00+08:00", "2026-12-22", "2027-01-01")]
    public void A_repair_reaches_ten_days_back_over_a_leap_day_and_the_new_year(string now, string from, string to)
    {
        var window = new AskedDays(new(), MinistryRig.Profile, new FakeTimeProvider(DateTimeOffset.Parse(now))).Repair(Some.Region).Window;

        Assert.Equal((DateOnly.Parse(from), DateOnly.Parse(to)), (window.From, window.To));
    }

    [Theory]
    [InlineData("2026-02-01", "2026-02-12", "2026-02-10", "2026-02-12")] // after its last day
    [InlineData("2026-02-12", null, "2026-02-12", "2026-02-13")] // its first
    public void A_window_keeps_to_the_days_on_which_the_region_is_on_line(string from, string? until, string begins, string ends)
    {
        var region = new RegionSettings { Code = Some.Region, From = DateOnly.Parse(from), Until = until is null ? null : DateOnly.Parse(until) };
        var days = new AskedDays(new() { Regions = [region] }, MinistryRig.Profile, new FakeTimeProvider(new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero)));

        var window = days.Next(Some.Region, until is null ? null : new(2026, 2, 13));

        Assert.Equal((DateOnly.Parse(begins), DateOnly.Parse(ends)), (window.From, window.To));
    }

    [Fact]
    public async Task A_clock_ten_years_ahead_leaves_no_gap_when_it_is_right_again()
    {
        await fixture.Get<Writer>().Write(session => fixture.Get<Downloads>().Advance(session, Some.Region, new(2036, 2, 13), "2036-02-13T02:00:00.000Z"));

        await fixture.Get<RunBook>().SetRight(Some.Region);
        Assert.Equal(new DateOnly(2026, 2, 13), Watermark());
        fixture.Time.Advance(TimeSpan.FromDays(6));
        await Run();

        Assert.Equal(("20260210", "20260219"), Asked);
        Assert.Equal(new DateOnly(2026, 2, 19), Watermark());
    }

    [Fact]
    public async Task What_was_first_downloaded_by_a_clock_ten_years_ahead_is_downloaded_anew()
    {
        const string Region = "370104";
        await fixture.Get<Writer>().Write(session =>
        {
            var downloads = fixture.Get<Downloads>();
            downloads.Begin(session, new() { AAB301 = Region, DayFrom = "2035-11-15", DayTo = "2036-02-13", State = "done", StartedAt = "2036-02-13T02:00:00.000Z" });
            downloads.Advance(session, Region, new(2036, 2, 13), "2036-02-13T02:00:00.000Z");
        });

        await fixture.Get<Downloader>().Run(Region);

        Assert.Equal(("20251115", "20260213"), Asked);
    }

    [Fact]
    public async Task What_a_person_downloaded_since_hides_no_gap_that_a_clock_ahead_left()
    {
        const string Region = "370104";
        await fixture.Get<Writer>().Write(session =>
        {
            var downloads = fixture.Get<Downloads>();
            downloads.Begin(session, new() { AAB301 = Region, DayFrom = "2035-11-15", DayTo = "2036-02-13", State = "done", StartedAt = "2036-02-13T02:00:00.000Z" });
            downloads.Begin(session, new() { AAB301 = Region, DayFrom = "2026-02-12", DayTo = "2026-02-13", State = "done", StartedAt = "2026-02-13T02:00:00.000Z" });
            downloads.Advance(session, Region, new(2036, 2, 13), "2036-02-13T02:00:00.000Z");
        });

        await fixture.Get<Downloader>().Run(Region);

        Assert.Equal(("20251115", "20260213"), Asked);
    }

    [Fact]
    public async Task A_clock_thirty_days_behind_asks_for_more_and_never_for_less()
    {
        await fixture.Get<Writer>().Write(session => fixture.Get<Downloads>().Advance(session, Some.Region, new(2026, 3, 15), fixture.Time.GetUtcNow().ToString("O")));
        await Run();
        fixture.Time.Advance(TimeSpan.FromDays(30));

        await Run();

        Assert.Equal(("20260210", "20260315"), Asked);
    }

    [Fact]
    public async Task A_day_that_has_not_come_by_the_clock_of_the_answer_is_not_reached()
    {
        var book = fixture.Get<RunBook>();
        var run = await book.Begin(Some.Region, new(new(new(2026, 2, 10), new(2026, 2, 13))));
        var page = await book.Keep(run, 1, new() { MessageId = "test", Status = 200 });

        await fixture.Get<Receiver>().Receive(run, page, new() { Outcome = new() { Class = Adapter.Ministry.OutcomeClass.Ok, Code = "00000000" } }, new(2036, 2, 13));

        Assert.Equal(new DateOnly(2026, 2, 13), Watermark());
    }

    [Fact]
    public void After_a_clock_ahead_of_its_time_a_download_is_due()
    {
        var schedule = new DownloadSchedule(new(), new([]), MinistryRig.Profile, fixture.Time);

        Assert.True(schedule.IsDue(fixture.Time.GetUtcNow().AddYears(10)));
        Assert.False(schedule.IsDue(fixture.Time.GetUtcNow()));
        Assert.True(schedule.IsRepairDue(fixture.Time.GetUtcNow().AddYears(10)));
    }

    [Theory]
    [InlineData("2026-02-13T23:59:59.999+08:00", "2026-02-13T23:00:00+08:00")]
    [InlineData("2026-02-14T00:00:00+08:00", "2026-02-14T00:00:00+08:00")]
    [InlineData("2028-02-29T00:59:00+08:00", "2028-02-29T00:00:00+08:00")]
    public void An_instant_is_of_one_hour(string instant, string hour) =>
        Assert.Equal(DateTimeOffset.Parse(hour), ChinaHour.Of(DateTimeOffset.Parse(instant)));
}
