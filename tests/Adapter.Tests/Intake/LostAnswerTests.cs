using System.Net.Http.Json;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;
using SimulatorOptions = Adapter.Simulator.SimulatorOptions;

namespace Adapter.Tests.Intake;

/// <summary>A platform that gives each application once, and whose answer is lost on the way.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    const int Applications = 230;

    sealed class Fixture : AppFixture
    {
        internal override SimulatorOptions Ministry { get; } = new()
        {
            Regions = [Some.Region],
            Applications = Applications,
            Faults = [new() { Name = "claim-on-read" }, new() { Name = "lost-answer", Count = 3, Interface = "SYDJ1001" }],
        };

        internal override AdapterSettings Change(AdapterSettings settings) =>
            settings with { Download = settings.Download with { Cron = "0 0 0 1 1 ? 2099", RepairCron = "0 0 0 1 1 ? 2099" } };
    }

    readonly Fixture fixture = new();

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Nothing_that_was_claimed_and_lost_stays_lost_and_nothing_is_held_twice()
    {
        await Move(() => Last()?.State == "failed");
        var failed = Last()!;
        Assert.Equal((0, "reset"), (failed.Received, failed.Code));

        RunRow run;
        var runs = 0;
        do run = await fixture.Get<Downloader>().Run(Some.Region);
        while (run.State != "done" && ++runs < 5);

        Assert.Equal("done", run.State);
        Assert.Equal(100, fixture.Database.Read(session => fixture.Get<Downloads>().Run(session, failed.Id))!.Fresh);
        Assert.Equal(Applications, fixture.Database.Read(session => fixture.Get<ReviewQueue>().Counts(session)).Sum(count => count.Pending));
        Assert.Empty(fixture.Database.Read(session => fixture.Get<Downloads>().Unanswered(session, Some.Region)));
    }

    [Fact]
    public async Task After_lost_answers_shifted_pages_and_missing_rows_a_repair_leaves_nothing_missing()
    {
        await Move(() => Last()?.State == "failed");
        await Faults(new { name = "lost-answer", rate = 0.3 }, new { name = "shifting-pages", rate = 0.3, rows = 3 }, new { name = "missing-rows", rate = 0.3, rows = 5 });
        for (var hour = 0; hour < 3; hour++)
        {
            var running = fixture.Get<Downloader>().Run(Some.Region);
            await Move(() => running.IsCompleted);
        }
        await Faults();

        var run = await fixture.Get<Repair>().Run(Some.Region, default);

        Assert.Equal(("done", Applications, Applications, 0), (run.State, run.Total, run.Held, run.Unlisted));
        Assert.Equal(Applications, fixture.Database.Read(session => fixture.Get<ReviewQueue>().Counts(session)).Sum(count => count.Pending));
    }

    async Task Faults(params object[] faults)
    {
        using var door = new HttpClient { BaseAddress = new(fixture.Get<AdapterSettings>().Ministry.BaseUrl) };
        using var answer = await door.PostAsJsonAsync("/_control", new { faults, seed = 7 });
        Assert.True(answer.IsSuccessStatusCode);
    }

    RunRow? Last() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, Some.Region));

    // Patience between the attempts of a call is measured by this clock.
    Task Move(Func<bool> holds) => Eventually.Holds(() =>
    {
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        return holds();
    });
}

/// <summary>What is written down before a question is sent.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    readonly PagedMinistry fixture = new();

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, "370103")?.State == "done"
            && fixture.Get<Downloads>().Last(session, Some.Region)?.State == "done"));
        fixture.Forget();
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_question_that_a_crash_left_without_an_answer_is_asked_again_at_the_start_under_its_number()
    {
        var book = fixture.Get<RunBook>();
        var run = await book.Begin(Some.Region, new(new(new(2026, 2, 1), new(2026, 2, 7))));
        var call = fixture.Get<Adapter.Ministry.MinistryClient>().Prepare(book.Question(run, 2));
        await book.Ask(run, 2, call);
        await fixture.Stop();
        fixture.Pages = (_, page) => page == 2 ? PagedMinistry.Page(101, 2, Some.Application(2101)) : PagedMinistry.Page(0, 0, []);

        await fixture.Start();

        await Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, Some.Region)) is { State: "done" } last && last.Id > run.Id);
        Assert.Equal([call.MessageId], fixture.MessageIds.Where((_, place) => (string)fixture.Asked[place]["PageNo"]! == "2"));
        Assert.Equal(call.Wrapped.Body, fixture.Asked.Single(question => (string)question["PageNo"]! == "2").ToJsonString());
        Assert.NotNull(fixture.Database.Read(session => fixture.Get<Inbox>().Find(session, Some.Application(2101)["ADC201"]!)));
        Assert.Equal(("failed", 1), fixture.Database.Read(session => fixture.Get<Downloads>().Run(session, run.Id)) is { } held ? (held.State, held.Fresh) : default);
        Assert.Empty(fixture.Database.Read(session => fixture.Get<Downloads>().Unanswered(session, Some.Region)));
    }

    [Fact]
    public async Task A_question_that_stays_without_an_answer_is_asked_again_for_as_long_as_the_repair_looks_back()
    {
        var book = fixture.Get<RunBook>();
        var run = await book.Begin(Some.Region, new(new(new(2026, 2, 1), new(2026, 2, 7))));
        await book.Ask(run, 1, fixture.Get<Adapter.Ministry.MinistryClient>().Prepare(book.Question(run, 1)));
        fixture.Time.Advance(TimeSpan.FromDays(9));

        Assert.Single((await book.Unanswered(Some.Region)));
        fixture.Time.Advance(TimeSpan.FromDays(1.1));
        await fixture.Get<Downloader>().Run(Some.Region);

        Assert.Single(fixture.Asked);
        Assert.Empty(fixture.Database.Read(session => fixture.Get<Downloads>().Unanswered(session, Some.Region)));
    }

    [Fact]
    public async Task That_the_platform_is_busy_when_it_is_asked_again_does_not_answer_the_first_question()
    {
        var book = fixture.Get<RunBook>();
        var run = await book.Begin(Some.Region, new(new(Some.Today, Some.Today)));
        var call = fixture.Get<Adapter.Ministry.MinistryClient>().Prepare(book.Question(run, 1));
        await book.Ask(run, 1, call);
        fixture.Pages = (_, _) => """{"CODE":"90000001","MESSAGE":""}""";

        await fixture.Get<Downloader>().Run(Some.Region);

        Assert.Equal(call.MessageId, Assert.Single(fixture.Database.Read(session => fixture.Get<Downloads>().Unanswered(session, Some.Region))).MessageId);
    }

    [Fact]
    public async Task A_refusal_leaves_no_question_open_and_silence_does()
    {
        fixture.Pages = (_, _) => """{"CODE":"40000005","MESSAGE":""}""";
        await fixture.Get<Downloader>().Run(Some.Region);
        Assert.Empty(fixture.Database.Read(session => fixture.Get<Downloads>().Unanswered(session, Some.Region)));

        fixture.Pages = (_, _) => null;
        var running = fixture.Get<Downloader>().Run(Some.Region);
        await Eventually.Holds(() =>
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            return running.IsCompleted;
        });
        Assert.Equal("html", (await running).Code);
        Assert.Single(fixture.Database.Read(session => fixture.Get<Downloads>().Unanswered(session, Some.Region)));
    }
}
