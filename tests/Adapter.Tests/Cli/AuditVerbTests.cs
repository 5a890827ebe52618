using Adapter.Cli;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary><c>adapter audit</c>: what was done from the shell is in the log, and the log can be checked.</summary>
public sealed class AuditVerbTests : IAsyncLifetime
{
    readonly Commands commands = new("http://127.0.0.1:1", Some.Region);

    public async Task InitializeAsync()
    {
        await commands.Run("users add zhangsan --real-name 张三 --role 审核人员");
        await commands.Run("keys add 窗口系统 --scope read,submit");
        await commands.Run("keys add 窗口系统 --scope read");
        await commands.Run($"download --region {Some.Region}");
    }

    public Task DisposeAsync()
    {
        commands.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Every_act_is_listed_with_who_did_it_and_what_came_of_it()
    {
        var all = await commands.Run("audit list --json");
        var table = await commands.Run("audit list");

        Assert.Equal([("download", "done"), ("key.add", "key.exists"), ("key.add", "done"), ("account.grant", "done"), ("account.add", "done")],
            all.Lines.Select(line => ((string)line["action"]!, (string)line["result"]!)));
        Assert.All(all.Lines, line => Assert.Equal("shell", (string)line["door"]!));
        Assert.Contains("发放接口凭证", table.Output);
    }

    [Theory]
    [InlineData("--action key.add", 2)]
    [InlineData("--object 窗口系统", 2)]
    [InlineData("--object zhangsan", 2)]
    [InlineData("--actor nobody", 0)]
    [InlineData("--from 2126-01-01", 0)]
    [InlineData("--to 2020-01-01", 0)]
    [InlineData("--limit 3", 3)]
    public async Task It_is_narrowed_by_who_what_and_when(string options, int count) => Assert.Equal(count, (await commands.Run($"audit list {options} --json")).Lines.Count);

    [Fact]
    public async Task A_person_is_looked_for_by_a_number_that_stands_on_no_command_line()
    {
        var ended = await commands.Asked(Some.CitizenId(), "audit list --q - --json");

        Assert.Equal((ExitCode.Done, ""), (ended.Exit, ended.Output));
    }

    [Fact]
    public async Task A_log_that_nobody_touched_is_whole()
    {
        var ended = await commands.Run("audit verify");
        var json = await commands.Run("audit verify --json");

        Assert.Equal(ExitCode.Done, ended.Exit);
        Assert.Contains("操作日志完好：5 条", ended.Output);
        Assert.Equal(5, (int)Assert.Single(json.Lines)["entries"]!);
    }

    [Fact]
    public async Task A_head_elsewhere_that_does_not_fit_ends_with_two()
    {
        var heads = commands.File("heads.ndjson", """{"Seq":99,"Mac":"00","At":"2026-02-13T00:00:00.000Z"}""");

        var ended = await commands.Run(["audit", "verify", "--heads", heads]);

        Assert.Equal(ExitCode.FoundWrong, ended.Exit);
        Assert.Contains("第 99 条", ended.Output);
    }

    [Theory]
    [InlineData("audit list --action nothing", "--action")]
    [InlineData("audit list --from 20260101", "--from")]
    [InlineData("audit verify --heads /nowhere/heads.ndjson", "没有文件")]
    public async Task What_cannot_be_asked_is_said_in_one_line(string line, string word)
    {
        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
