using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Intake;

/// <summary>What each hour is shown as, from the runs that stand in the store. Now is 10:00 of 2026-02-13 in China.</summary>
public sealed class HourLedgerTests : IAsyncLifetime
{
    static readonly DateOnly Yesterday = new(2026, 2, 12);

    readonly StoreUnderTest store = new();
    AdapterSettings settings = new() { Regions = [new() { Code = Some.Region, From = new(2026, 2, 11) }] };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await store.DisposeAsync();

    DayEntry Day(DateOnly day)
    {
        var quiet = new QuietRegions(store.Database, store.Get<Hours>(), Agreement.Embedded, settings, store.Time);
        var schedule = new DownloadSchedule(settings, new(settings.Ministry.Closed), MinistryRig.Profile, store.Time);
        var ledger = new HourLedger(store.Get<Hours>(), schedule, quiet, settings, store.Time);
        return store.Database.Read(session => ledger.Of(session, null, day)).Single();
    }

    string States(DateOnly day, int from, int to) => string.Join(' ', Day(day).Hours.Skip(from).Take(to - from + 1).Select(hour => hour.State));

    /// <summary>A run that began at so many minutes of an hour of a day of China.</summary>
    Task<RunRow> Run(DateOnly day, int hour, Func<RunRow, RunRow>? change = null, int minute = 1) => store.Writer.Write(session =>
    {
        var started = Stamp.Of(ChinaHour.Of(day, hour).AddMinutes(minute));
        var run = new RunRow { AAB301 = Some.Region, DayFrom = Stamp.Day(day.AddDays(-3)), DayTo = Stamp.Day(day), StartedAt = started, EndedAt = started, State = "done", Pages = 1 };
        run = change?.Invoke(run) ?? run;
        run = run with { Id = store.Get<Downloads>().Begin(session, run) };
        store.Get<Downloads>().End(session, run);
        return run;
    });

    static RunRow Failed(RunRow run) => run with { State = "failed", Class = "RetrySame", Code = "refused", Message = "无法连接" };

    static RunRow Throttled(RunRow run) => run with { State = "failed", Class = "Throttled", Code = "http.429" };

    [Fact]
    public async Task An_hour_is_done_with_something_new_and_empty_without()
    {
        await Run(Some.Today, 8, run => run with { Fresh = 2, Received = 5, Known = 3 });
        await Run(Some.Today, 9);
        await Run(Some.Today, 9, run => run with { Known = 4, Received = 4 }, minute: 30);

        var hours = Day(Some.Today).Hours;

        Assert.Equal(("done", 2, 5), (hours[8].State, hours[8].New, hours[8].Received));
        Assert.Equal(("empty", 2, 4), (hours[9].State, hours[9].Runs, hours[9].Known));
        Assert.Equal("2026-02-13T00:01:00.000Z", hours[8].StartedAt);
    }

    [Fact]
    public async Task An_hour_without_a_run_is_missed_until_a_later_run_brings_its_day()
    {
        await Run(Yesterday, 20);
        Assert.Equal("empty missed missed missed", States(Yesterday, 20, 23));
        Assert.Equal("not-running", Day(Yesterday).Hours[21].Code);
        Assert.True(Day(Yesterday).HasMissed);

        await Run(Some.Today, 9, run => run with { Fresh = 7 });

        Assert.Equal("empty repaired repaired repaired", States(Yesterday, 20, 23));
        Assert.Equal(("2026-02-13T01:01:00.000Z", 7L), (Day(Yesterday).Hours[21].RepairedAt, Day(Yesterday).Hours[21].Found));
        Assert.Equal("repaired done", States(Some.Today, 8, 9));
        Assert.False(Day(Yesterday).HasMissed);
    }

    [Fact]
    public async Task A_later_run_repairs_only_what_it_asked_for_whole()
    {
        await Run(Yesterday, 20, Failed);
        await Run(Yesterday, 21, run => run with { State = "shifting", Code = "short" });
        await Run(Yesterday, 22, Throttled);
        await Run(Some.Today, 5, run => run with { DayFrom = "2026-02-13" });
        await Run(Some.Today, 6, run => run with { Scope = RunScope.Pending });
        await Run(Some.Today, 7, run => run with { State = "asking", EndedAt = null });

        Assert.Equal("missed missed throttled missed", States(Yesterday, 20, 23));
        Assert.Equal(["refused", "short", "http.429", "not-running"], Day(Yesterday).Hours.Skip(20).Select(hour => hour.Code));
        Assert.Equal("empty missed missed", States(Some.Today, 5, 7));
        Assert.Equal("interrupted", Day(Some.Today).Hours[7].Code);

        await Run(Some.Today, 8, run => run with { Purpose = RunPurpose.Repair });

        Assert.Equal("repaired repaired repaired repaired", States(Yesterday, 20, 23));
        Assert.Equal("repaired repaired empty", States(Some.Today, 6, 8));
    }

    [Fact]
    public async Task The_present_hour_waits_while_nothing_has_ended_and_the_coming_ones_are_not_shown()
    {
        Assert.Equal((11, "waiting"), (Day(Some.Today).Hours.Count, Day(Some.Today).Hours[10].State));

        await Run(Some.Today, 10, Failed, minute: 0);

        Assert.Equal("missed", Day(Some.Today).Hours[10].State);
        Assert.Equal(24, Day(Yesterday).Hours.Count);
    }

    [Fact]
    public async Task A_closed_platform_misses_nothing_whether_the_program_ran_or_not()
    {
        await store.Writer.Write(session => store.Get<Hours>().NoteClosed(session, Some.Region, Stamp.Of(ChinaHour.Of(Yesterday, 3))));
        Assert.Equal("missed closed missed", States(Yesterday, 2, 4));

        settings = settings with { Ministry = new() { Closed = [new() { From = "04:00", Until = "06:00" }] } };

        Assert.Equal("closed closed closed missed", States(Yesterday, 3, 6));
    }

    [Fact]
    public void A_region_is_not_on_line_before_and_after_its_days()
    {
        settings = settings with { Regions = [new() { Code = Some.Region, From = new(2026, 2, 11), Until = new(2026, 2, 12) }] };

        Assert.Equal(["offline", "missed", "missed", "offline"],
            new[] { 10, 11, 12, 13 }.Select(day => Day(new(2026, 2, day)).Hours.Select(hour => hour.State).Distinct().Single()));
    }

    [Fact]
    public async Task Where_nobody_said_since_when_a_region_is_on_line_its_downloads_begin_when_it_was_first_asked()
    {
        settings = settings with { Regions = [new() { Code = Some.Region }] };
        Assert.Equal("unbegun unbegun", States(Yesterday, 8, 9));

        await Run(Yesterday, 9, Failed);

        Assert.Equal("unbegun missed missed", States(Yesterday, 8, 10));
    }

    [Fact]
    public void An_hour_for_which_nothing_is_scheduled_misses_nothing()
    {
        settings = settings with { Download = new() { Cron = "0 30 8-18/2 * * ?" } };

        Assert.Equal("idle missed idle missed", States(Yesterday, 7, 10));
    }

    [Fact]
    public async Task A_run_of_a_clock_ahead_of_its_time_repairs_nothing()
    {
        await Run(new(2036, 2, 13), 8, run => run with { DayFrom = "2026-02-01" });

        Assert.Equal("missed", States(Yesterday, 20, 20));
    }

    [Fact]
    public async Task The_first_and_the_last_hour_of_a_day_are_Chinas()
    {
        await Run(Yesterday, 23, minute: 59);
        await Run(Some.Today, 0, minute: 0);

        Assert.Equal(("empty", "2026-02-12T15:59:00.000Z"), (Day(Yesterday).Hours[23].State, Day(Yesterday).Hours[23].StartedAt));
        Assert.Equal(("empty", "2026-02-12T16:00:00.000Z"), (Day(Some.Today).Hours[0].State, Day(Some.Today).Hours[0].StartedAt));
    }

    [Fact]
    public void A_leap_day_has_its_hours()
    {
        store.Time.SetUtcNow(new(2028, 3, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(("2028-02-29", 24), (Day(new(2028, 2, 29)).Day, Day(new(2028, 2, 29)).Hours.Count));
    }
}
