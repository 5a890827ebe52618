using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Intake;

public sealed class PagingTests : IAsyncLifetime
{
    readonly PagedMinistry fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await Eventually.Holds(() => fixture.Database.Read(session => new[] { Some.Region, "370103" }
            .All(region => fixture.Get<Downloads>().Last(session, region)?.State == "done")));
        fixture.Forget();
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    Task<RunRow> Run(string region = Some.Region) => fixture.Get<Downloader>().Run(region);

    ApplicationRow? Held(int seed) => fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, Some.Application(seed)["ADC201"]!));

    DateOnly? Watermark(string region) => fixture.Database.Read(session => fixture.Get<Downloads>().Watermark(session, region));

    [Fact]
    public async Task The_window_reaches_back_over_the_overlap_and_pages_are_asked_in_turn()
    {
        fixture.Time.Advance(TimeSpan.FromDays(2));
        fixture.Pages = (_, page) => PagedMinistry.Page(3, 3, Some.Application(page));

        var run = await Run();

        Assert.Equal(("done", 3, 3), (run.State, run.Pages, run.Fresh));
        Assert.Equal(["1", "2", "3"], fixture.Asked.Select(question => (string)question["PageNo"]!));
        Assert.All(fixture.Asked, question => Assert.Equal(("20260210", "20260215"), ((string)question["AAE030"]!, (string)question["AAE031"]!)));
        Assert.Equal(new DateOnly(2026, 2, 15), Watermark(Some.Region));
    }

    [Fact]
    public void The_first_window_begins_when_the_region_went_on_line()
    {
        var window = fixture.Get<RunBook>().NextWindow("370999");

        Assert.Equal(new DateOnly(2026, 2, 13), window.To);
        Assert.Equal(new DateOnly(2026, 2, 13).AddDays(-90), window.From);
    }

    [Theory]
    [InlineData("2026-02-10", "2026-02-15", "2026-02-15")] // as the next download would ask
    [InlineData("2026-01-01", "2026-02-14", "2026-02-14")]
    [InlineData("2026-01-01", "2026-02-20", "2026-02-15")] // days that have not come are not downloaded
    [InlineData("2026-02-11", "2026-02-15", "2026-02-13")] // would leave out a day that is asked again for late arrivals
    [InlineData("2026-02-15", "2026-02-15", "2026-02-13")]
    [InlineData("2026-01-01", "2026-01-31", "2026-02-13")]
    public async Task A_window_of_ones_own_moves_the_watermark_only_on_and_over_no_gap(string from, string to, string then)
    {
        fixture.Time.Advance(TimeSpan.FromDays(2));

        var run = await fixture.Get<Downloader>().Run(Some.Region, new(DateOnly.Parse(from), DateOnly.Parse(to)));

        Assert.Equal("done", run.State);
        Assert.Equal(DateOnly.Parse(then), Watermark(Some.Region));
    }

    [Theory]
    [InlineData("2026-02-13", null)]
    [InlineData("2025-11-15", "2026-02-13")]
    public async Task The_first_window_of_ones_own_sets_a_watermark_only_when_nothing_is_before_it(string from, string? then)
    {
        await fixture.Get<Downloader>().Run("370999", new(DateOnly.Parse(from), new(2026, 2, 13)));

        Assert.Equal(then is null ? null : DateOnly.Parse(then), Watermark("370999"));
    }

    [Fact]
    public async Task A_count_that_keeps_changing_keeps_every_record_and_leaves_the_watermark()
    {
        fixture.Time.Advance(TimeSpan.FromDays(1));
        var count = 10;
        fixture.Pages = (_, page) => PagedMinistry.Page(count++, 3, Some.Application(20 + page));

        var run = await Run();

        Assert.Equal("shifting", run.State);
        Assert.NotNull(Held(23));
        Assert.Equal(new DateOnly(2026, 2, 13), Watermark(Some.Region));
        Assert.InRange(fixture.Asked.Count, 4, 4 * 3);
    }

    [Fact]
    public async Task Fewer_records_than_counted_leave_the_watermark()
    {
        fixture.Time.Advance(TimeSpan.FromDays(1));
        fixture.Pages = (_, _) => PagedMinistry.Page(5, 1, Some.Application(31));

        var run = await Run();

        Assert.Equal(("shifting", "short"), (run.State, run.Code));
        Assert.Equal(new DateOnly(2026, 2, 13), Watermark(Some.Region));
    }

    [Fact]
    public async Task One_broken_page_spoils_neither_the_others_nor_another_region()
    {
        fixture.Time.Advance(TimeSpan.FromDays(1));
        fixture.Pages = (region, page) => region == Some.Region && page == 2 ? null : PagedMinistry.Page(3, 3, Some.Application((region == Some.Region ? 40 : 50) + page));

        var running = Run();
        await Eventually.Holds(() =>
        {
            // Patience between the attempts of a call is measured by this clock.
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            return running.IsCompleted;
        });
        var broken = await running;
        var whole = await Run("370103");

        Assert.Equal(("failed", "html"), (broken.State, broken.Code));
        Assert.Equal([true, false, true], new[] { 41, 42, 43 }.Select(seed => Held(seed) is not null));
        Assert.Equal("done", whole.State);
        Assert.Equal((new DateOnly(2026, 2, 13), new DateOnly(2026, 2, 14)), (Watermark(Some.Region), Watermark("370103")));
    }

    [Fact]
    public async Task A_broken_record_spoils_no_other()
    {
        fixture.Pages = (_, _) => PagedMinistry.Raw(4, 1, Some.Application(61).ToJson(), "17", """{"AAC003":"无编号"}""", Some.Application(62).ToJson());

        var run = await Run();
        var again = await Run();

        Assert.Equal(("done", 4, 4, 2), (run.State, run.Received, run.Fresh, run.Flagged));
        Assert.Equal((0, 4), (again.Fresh, again.Known));
        Assert.Equal(2, fixture.Database.Read(session => fixture.Get<Downloads>().Unreadable(session, "", 10)).Count);
        Assert.NotNull(Held(62));
    }

    [Fact]
    public async Task The_same_number_twice_on_a_page_is_two_versions_and_stays_two()
    {
        var application = Some.Application(71);
        fixture.Pages = (_, _) => PagedMinistry.Page(2, 1, application, application.With("AAC067", "13800000071"));

        var run = await Run();
        var again = await Run();

        Assert.Equal((1, 1), (run.Fresh, run.Changed));
        Assert.Equal((0, 0, 2), (again.Fresh, again.Changed, again.Known));
        Assert.Equal(2, fixture.Database.Read(session => fixture.Get<Inbox>().Versions(session, application["ADC201"]!)).Count);
        Assert.Equal(1, Held(71)!.Flagged);
    }

    [Fact]
    public async Task A_page_may_hold_more_records_than_a_statement_takes_values()
    {
        const int Rows = 40_000;
        fixture.Pages = (_, _) => PagedMinistry.Raw(Rows, 1, [.. Enumerable.Repeat("""{"ADC201":"SQ-AGAIN"}""", Rows)]);

        var run = await Run();

        Assert.Equal(("done", 1, Rows - 1), (run.State, run.Fresh, run.Known));
    }

    [Fact]
    public async Task The_same_number_on_two_pages_with_two_contents_is_told_once_and_settles()
    {
        var application = Some.Application(77);
        fixture.Pages = (_, page) => PagedMinistry.Page(2, 2, page == 1 ? application : application.With("AAC067", "13800000077"));

        var runs = new List<RunRow>();
        for (var hour = 0; hour < 4; hour++) runs.Add(await Run());

        Assert.Equal([1, 0, 0, 0], runs.Select(run => run.Changed));
        Assert.Equal(2, Held(77)!.Version);
    }

    [Fact]
    public async Task Two_contents_in_turn_settle_and_one_that_stays_away_is_a_change_back()
    {
        var (one, other) = (Some.Application(78), Some.Application(78).With("AAC067", "13800000078"));
        var changed = new List<long>();
        foreach (var shown in new[] { one, other, one, other, one, one, one })
        {
            fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, shown);
            changed.Add((await Run()).Changed);
        }

        Assert.Equal([0, 1, 0, 0, 0, 1, 0], changed);
        Assert.Equal(one.ToJson(), System.Text.Encoding.UTF8.GetString(Held(78)!.Payload));
    }

    [Fact]
    public async Task A_change_after_the_decision_is_kept_and_leaves_the_decision()
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, Some.Application(72));
        await Run();
        await fixture.Client.Decide(Some.Application(72)["ADC201"]!);

        fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, Some.Application(72).With("AAC067", "13800000072"));
        var run = await Run();

        Assert.Equal(1, run.Changed);
        Assert.Equal(("decided", "1", 2), (Held(72)!.State, Held(72)!.Decision, Held(72)!.Version));
    }

    [Fact]
    public async Task A_record_of_another_region_is_kept_and_flagged()
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, Some.Application(73).With("AAB301", "370103"));

        await Run();

        Assert.Equal(("370103", 1), (Held(73)!.AAB301, Held(73)!.Flagged));
        Assert.Equal("region.offline", FindingText.Read(Held(73)!.Findings)[0].Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-13")]
    [InlineData("99991231")]
    public async Task A_day_of_application_that_is_no_day_counts_from_the_receipt(string day)
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(1, 1, Some.Application(74).With("AAE127", day));

        await Run();

        Assert.Equal("2026-02-25", Held(74)!.Deadline);
    }

    [Fact]
    public async Task A_page_that_was_stored_before_a_crash_is_read_at_the_next_start()
    {
        var book = fixture.Get<RunBook>();
        var run = await book.Begin(Some.Region, new(book.NextWindow(Some.Region)));
        await book.Keep(run, 1, new()
        {
            MessageId = "M1",
            Status = 200,
            ContentType = "application/json",
            Bytes = MinistryRig.AnswerTo("M1", System.Text.Encoding.UTF8.GetBytes(PagedMinistry.Page(1, 1, Some.Application(75)))).ToBytes(),
        });
        await fixture.Stop();

        await fixture.Start();

        await Eventually.Holds(() => Held(75) is not null);
        await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Run(session, run.Id)!.State) == "failed");
        Assert.Empty(fixture.Database.Read(fixture.Get<Downloads>().Unparsed));
    }

    [Fact]
    public async Task A_second_application_of_a_person_is_noted()
    {
        fixture.Pages = (_, _) => PagedMinistry.Page(2, 1, Some.Application(76), Some.Application(76).With("ADC201", "SQ-OTHER"));

        await Run();

        var second = fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, "SQ-OTHER"))!;
        Assert.Contains(FindingText.Read(second.Findings), finding => finding is { Rule: "person.duplicate", IsError: false });
        Assert.Equal(0, second.Flagged);
    }
}
