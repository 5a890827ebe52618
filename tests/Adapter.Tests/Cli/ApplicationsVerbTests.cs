using Adapter.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

public sealed class ApplicationsVerbTests : IClassFixture<ClosedMinistryFixture>, IAsyncLifetime
{
    readonly ClosedMinistryFixture fixture;
    readonly Commands commands;

    public ApplicationsVerbTests(ClosedMinistryFixture fixture)
    {
        this.fixture = fixture;
        commands = new(fixture);
    }

    static string Number(int seed) => Some.Application(seed)["ADC201"]!;

    public async Task InitializeAsync()
    {
        await fixture.Receive(Some.Application(1).With("AAE127", "20260212"), Some.Application(2).With("AAC067", "12345"), Some.Application(3));
        await fixture.Client.Hand("/api/applications/received", new { ADC201 = new[] { Number(3) } });
    }

    public Task DisposeAsync()
    {
        commands.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("applications")]
    [InlineData("applications list")]
    public async Task The_queue_stands_in_the_order_of_deadlines_with_findings_counted_and_without_names(string verb)
    {
        var list = await commands.Run(verb);

        Assert.Equal(ExitCode.Done, list.Exit);
        Assert.True(list.Output.IndexOf(Number(3), StringComparison.Ordinal) < list.Output.IndexOf(Number(1), StringComparison.Ordinal));
        Assert.Contains("数据需核实", list.Output);
        Assert.Contains("已超期", list.Output);
        Assert.DoesNotContain(Some.Application(1)["AAC003"]!, list.Output);
        Assert.DoesNotContain(Some.Application(1)["AAC002"]!, list.Output);
    }

    [Theory]
    [InlineData("--flagged", 2)]
    [InlineData("--flagged true", 2)]
    [InlineData("--flagged false", 1, 3)]
    [InlineData("--received", 3)]
    [InlineData("--received false", 1, 2)]
    [InlineData("--region 370102 --flagged --received false", 2)]
    [InlineData("--limit 1 --received", 3)]
    [InlineData("--region 370103")]
    [InlineData("--state decided")]
    public async Task The_queue_is_listed_by_what_is_in_it(string filter, params int[] seeds)
    {
        var list = await commands.Run($"applications list {filter} --json");

        Assert.Equal(ExitCode.Done, list.Exit);
        Assert.Equal(seeds.Select(Number).Order(StringComparer.Ordinal), list.Lines.Select(line => (string)line["ADC201"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_empty_list_is_explained()
    {
        var list = await commands.Run("applications list --region 370103");

        Assert.Contains("待审核共 3 份", list.Output);
    }

    [Fact]
    public async Task An_application_is_shown_masked_with_its_findings_and_what_happened()
    {
        var shown = await commands.Run($"applications show {Number(2)}");
        var json = await commands.Run($"applications show {Number(2)} --json");

        Assert.Equal(ExitCode.Done, shown.Exit);
        Assert.Contains("校验不通过 AAC067", shown.Output);
        Assert.Contains("办结期限", shown.Output);
        Assert.Contains(" 下载", shown.Output);
        Assert.DoesNotContain(Some.Application(2)["AAC002"]!, shown.Output + json.Output);
        Assert.True((bool)json.Lines.Single()["masked"]!);
    }

    [Theory]
    [InlineData("applications show SQ-NOBODY", "没有这份申请")]
    [InlineData("applications --state all", "--state")]
    [InlineData("applications list --region 3701", "--region")]
    public async Task What_cannot_be_done_is_said_in_one_line(string line, string word)
    {
        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
