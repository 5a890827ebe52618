using Adapter.Cli;
using Adapter.Contracts;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

public sealed class ImportVerbTests : IDisposable
{
    readonly Commands commands = new(null, Some.Region);

    public void Dispose() => commands.Dispose();

    static string Lines(params IEnumerable<Message> records) => string.Concat(records.Select(record => record.ToJson() + "\n"));

    [Fact]
    public async Task History_is_taken_once_and_never_waits_to_be_sent()
    {
        var file = commands.File("结果.ndjson", Lines(Enumerable.Range(1, 700).Select(seed => Some.AuditResult(seed).With("ADC201", null))));

        var first = await commands.Run("import", "--baseline", "audit-result", file);
        var again = await commands.Run("import", "--baseline", "audit-result", file, "--json");
        var open = await commands.Run("uploads list --state waiting --json");
        var held = await commands.Run("uploads list --state delivered --json");

        Assert.Equal((ExitCode.Done, ""), (first.Exit, first.Error));
        Assert.Contains("共 700 条：接收 700 条，已有 0 条，不能接收 0 条", first.Output);
        Assert.Equal("""{"read":700,"taken":0,"known":700,"unusable":0,"firstUnusable":0}""", again.Output.Trim());
        Assert.Equal((0, 700), (open.Lines.Count, held.Lines.Count));
    }

    [Fact]
    public async Task Records_without_a_key_are_counted_and_the_first_is_named()
    {
        var file = commands.File("结果.ndjson", Lines(Some.AuditResult(1)) + "{\"AAC003\":\n" + Lines(Some.AuditResult(2).With("AAZ341", "")));

        var ended = await commands.Run("import", "--baseline", "audit-result", file);

        Assert.Equal(ExitCode.FoundWrong, ended.Exit);
        Assert.Contains("不能接收 2 条（第一条在第 2 条", ended.Output);
    }

    [Fact]
    public async Task Applications_that_were_decided_without_a_result_are_not_open()
    {
        var decided = commands.File("旧.csv", $"ADC201,AAB301,AAE127\nOLD1,{Some.Region},20200102\n");
        var open = commands.File("新.ndjson", Lines(Some.Application(5)));

        await commands.Run("import", "--baseline", "application", decided, "--decided");
        await commands.Run("import", "--baseline", "application", open);
        var pending = await commands.Run("applications list --json");

        Assert.Equal(Some.Application(5)["ADC201"], (string)Assert.Single(pending.Lines)["ADC201"]!);
    }

    [Fact]
    public async Task A_file_that_breaks_off_says_how_much_was_taken()
    {
        var file = commands.File("结果.json", "[" + string.Join(',', Enumerable.Range(1, 600).Select(seed => Some.AuditResult(seed).ToJson())));

        var ended = await commands.Run("import", "--baseline", "audit-result", file);
        var held = await commands.Run("uploads list --json");

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains("此前 500 条已处理", ended.Error);
        Assert.Equal(500, held.Lines.Count);
    }

    [Fact]
    public async Task History_may_come_through_a_pipe()
    {
        var (output, verb) = (new StringWriter(), ImportVerb.Command(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Lines(Some.Deregistration(1))))));
        foreach (var option in SettingsOptions.All()) verb.Add(option);

        var exit = await verb.Parse(["--baseline", "deregistration", "-", "--settings", commands.Settings]).InvokeAsync(new() { Output = output });

        Assert.Equal(ExitCode.Done, exit);
        Assert.Contains("接收 1 条", output.ToString());
    }

    [Theory]
    [InlineData("import --baseline audit-result 没有.csv", "找不到文件")]
    [InlineData("import --baseline results 没有.csv", "application、audit-result、deregistration")]
    [InlineData("import --baseline audit-result 没有.csv --decided", "--decided")]
    [InlineData("import --baseline audit-result 没有.txt", "没有.txt")]
    [InlineData("import --baseline audit-result", "FILE")]
    public async Task What_cannot_be_done_is_said_in_one_line(string line, string word)
    {
        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
