using System.Net;
using Adapter.Cli;
using Adapter.Intake;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Intake;

/// <summary>The hour ledger as a program and as a person sees it.</summary>
public sealed class HourCallTests(HourCallTests.Fixture fixture) : IClassFixture<HourCallTests.Fixture>
{
    public sealed class Fixture : AppFixture
    {
        internal override Adapter.Settings.AdapterSettings Change(Adapter.Settings.AdapterSettings settings) => settings with
        {
            Regions = [new() { Code = Some.Region, From = new(2026, 2, 12) }, new() { Code = "370103", Until = new(2026, 2, 12) }],
        };
    }

    Task Downloaded() => Eventually.Holds(() => fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, Some.Region))?.State == "done");

    [Fact]
    public async Task Every_region_and_hour_of_a_day_is_given()
    {
        await Downloaded();

        var today = (await fixture.Client.Look("/api/hours"))["items"].AsArray();
        var yesterday = (await fixture.Client.Look("/api/hours?day=2026-02-12"))["items"].AsArray();

        Assert.Equal([Some.Region, "370103"], today.Select(item => (string)item!["AAB301"]!));
        Assert.Equal(("2026-02-13", 11, "empty"), ((string)today[0]!["day"]!, today[0]!["hours"]!.AsArray().Count, (string)today[0]!["hours"]![10]!["state"]!));
        Assert.Equal(("repaired", "not-running"), ((string)yesterday[0]!["hours"]![8]!["state"]!, (string)yesterday[0]!["hours"]![8]!["code"]!));
        Assert.Equal(24, yesterday[0]!["hours"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_region_that_is_no_longer_on_line_is_not_asked_by_itself()
    {
        await Downloaded();
        await fixture.Get<DownloadRound>().CatchUp(default);

        Assert.Null(fixture.Database.Read(session => fixture.Get<Downloads>().Last(session, "370103")));
        Assert.All((await fixture.Client.Look("/api/hours?region=370103"))["items"].AsArray().Single()!["hours"]!.AsArray(), hour => Assert.Equal("offline", (string)hour!["state"]!));
    }

    [Theory]
    [InlineData("region=999999", "region")]
    [InlineData("region=", "region")]
    [InlineData("day=20260213", "day")]
    [InlineData("day=2026-02-30", "day")]
    [InlineData("day=2026-02-14", "day")]
    [InlineData("day=", "day")]
    public async Task What_cannot_be_asked_is_refused_by_its_name(string query, string member)
    {
        var answer = await fixture.Client.Look($"/api/hours?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "query.invalid", member), (answer.Status, answer.Code, (string)answer["members"].AsArray().Single()!));
    }

    [Fact]
    public async Task It_needs_the_scope_read()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await (await fixture.ClientWith("submit")).Look("/api/hours")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await fixture.ClientWith("read")).Look("/api/hours")).Status);
    }

    [Fact]
    public async Task A_person_sees_a_mark_an_hour_and_what_it_means_and_what_was_missed_ends_with_two()
    {
        using var commands = new Commands("http://127.0.0.1:1", Some.Region);
        await commands.Run("download");

        var table = await commands.Run("download --hours");
        var lines = await commands.Run("download --hours --json");

        Assert.Equal((ExitCode.FoundWrong, ExitCode.FoundWrong), (table.Exit, lines.Exit));
        Assert.Contains("X 漏下载", table.Output);
        Assert.Contains("历下区", table.Output);
        Assert.Contains("refused", table.Output);
        Assert.Equal(2, lines.Lines.Count);
        Assert.Equal("missed", (string)lines.Lines[1]["hours"]!.AsArray()[^1]!["state"]!);
    }

    [Theory]
    [InlineData("download --hours --region 999999", "999999")]
    [InlineData("download --hours --day 2026-13-01", "--day")]
    [InlineData("download --hours --day 2126-01-01", "今天")]
    [InlineData("download --hours --from 2026-02-01 --to 2026-02-02", "--day")]
    [InlineData("download --day 2026-02-01", "--hours")]
    public async Task What_cannot_be_shown_is_said_in_one_line(string line, string word)
    {
        using var commands = new Commands("http://127.0.0.1:1", Some.Region);

        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
