using Adapter.Cli;
using Adapter.Settings;
using Adapter.Simulator;
using Adapter.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Adapter.Tests.Cli;

public sealed class DownloadVerbTests : IAsyncLifetime
{
    const string Other = "370103";

    readonly WebApplication ministry = SimulatorHost.Build(new() { Regions = [Some.Region, Other], Applications = 230, Faulty = 0.1 }, TimeProvider.System);

    public Task InitializeAsync() => ministry.StartAsync();

    public async Task DisposeAsync() => await ministry.DisposeAsync();

    string Url => ministry.Urls.First();

    [Fact]
    public async Task Every_region_is_downloaded_and_the_next_time_nothing_is_new()
    {
        using var commands = new Commands(Url, Some.Region, Other);

        var first = await commands.Run("download");
        var again = await commands.Run("download --json");
        var queue = await commands.Run("applications list --json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.Exit, again.Exit));
        Assert.Contains("合计 2 个地区", first.Output);
        Assert.Contains("新 230 份", first.Output);
        Assert.Equal([Some.Region, Other], again.Lines.Select(line => (string)line["AAB301"]!).Order(StringComparer.Ordinal));
        Assert.All(again.Lines, line => Assert.Equal(("done", 0), ((string)line["state"]!, (int)line["new"]!)));
        Assert.Equal(230, again.Lines.Sum(line => (int)line["known"]!));
        Assert.Equal(230, queue.Lines.Count);
    }

    [Fact]
    public async Task One_region_and_days_of_ones_own_are_downloaded_alone()
    {
        using var commands = new Commands(Url, Some.Region, Other);

        var ended = await commands.Run($"download --region {Other} --from 2020-01-01 --to 2020-01-31 --json");

        var line = Assert.Single(ended.Lines);
        Assert.Equal((Other, "2020-01-01", "2020-01-31", 0), ((string)line["AAB301"]!, (string)line["from"]!, (string)line["to"]!, (int)line["received"]!));
    }

    [Fact]
    public async Task A_region_that_fails_spoils_no_other_and_ends_with_two()
    {
        using var commands = new Commands(Url, Some.Region, "370104");

        var ended = await commands.Run("download");

        Assert.Equal(ExitCode.FoundWrong, ended.Exit);
        Assert.Contains("370104", ended.Output.Split('\n').Single(line => line.Contains("下载失败")));
        Assert.DoesNotContain("失败", ended.Output.Split('\n').Single(line => line.StartsWith(Some.Region)));
    }

    [Fact]
    public async Task A_platform_that_is_not_there_is_told_in_one_line()
    {
        using var commands = new Commands("http://127.0.0.1:1", Some.Region);

        var ended = await commands.Run("download --json");

        Assert.Equal(ExitCode.NotDone, ended.Exit);
        Assert.Equal("failed", (string)Assert.Single(ended.Lines)["state"]!);
        Assert.Contains("无法连接部平台", ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    [Theory]
    [InlineData("download --region 999999", "999999")]
    [InlineData("download --from 2026-02-02 --to 2026-02-01", "对调")]
    [InlineData("download --from 2026-02-02", "同时")]
    [InlineData("download --from 2026-02-02 --to 2126-02-02", "今天")]
    [InlineData("download --from 20260202 --to 2026-02-02", "--from")]
    public async Task What_cannot_be_asked_is_said_in_one_line(string line, string word)
    {
        using var commands = new Commands(Url, Some.Region);

        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
    }

    [Fact]
    public async Task A_closed_platform_is_not_asked()
    {
        using var commands = new Commands(Url, Some.Region);

        var ended = await commands.Run("download --set Ministry:Closed:0:From=2026-01-01T00:00 --set Ministry:Closed:0:Until=2126-01-01T00:00");

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains("维护", ended.Error);
    }

    [Fact]
    public async Task While_the_daemon_downloads_too_every_record_is_held_once()
    {
        using var commands = new Commands(Url, Some.Region, Other);
        await using var daemon = AdapterHost.Build(SettingsReader.Read(new() { File = commands.Settings }).Settings with { Listen = "http://127.0.0.1:0" });

        await daemon.StartAsync();
        var ended = await commands.Run("download");
        await daemon.StopAsync();

        Assert.Equal(ExitCode.Done, ended.Exit);
        Assert.Equal(230, (await commands.Run("applications list --json")).Lines.Select(line => (string)line["ADC201"]!).Distinct().Count());
    }
}
