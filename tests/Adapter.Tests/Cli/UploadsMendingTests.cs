using Adapter.Cli;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary>What the platform refused is counted and mended from the shell, while the daemon runs.</summary>
public sealed class UploadsMendingTests : IClassFixture<ClosedMinistryFixture>, IDisposable
{
    readonly Sending sending;
    readonly Commands commands;

    public UploadsMendingTests(ClosedMinistryFixture fixture)
    {
        sending = new(fixture);
        commands = new(fixture);
    }

    public void Dispose() => commands.Dispose();

    [Fact]
    public async Task Uploads_are_counted_by_what_is_wrong_with_them()
    {
        for (var seed = 1; seed <= 3; seed++) await sending.Held("372011", seed, code: "30000002");
        await sending.Held("372011", 4);

        var groups = await commands.Run("uploads groups --region 372011");
        var lines = await commands.Run("uploads groups --region 372011 --json");
        var none = await commands.Run("uploads groups --region 372011 --state unknown");

        Assert.Equal((ExitCode.FoundWrong, ExitCode.FoundWrong, ExitCode.Done), (groups.Exit, lines.Exit, none.Exit));
        Assert.Contains("共 4 条", groups.Output);
        Assert.Contains("退回更正", groups.Output);
        Assert.Equal([("30000002", 3), ("30000001", 1)], lines.Lines.Select(line => ((string)line["code"]!, (int)line["count"]!)));
        Assert.Contains("没有同时符合这些条件的记录", none.Output);
    }

    [Fact]
    public async Task A_refused_upload_is_mended_by_what_standard_input_says()
    {
        var row = await sending.Held("372012", 1);
        var mend = $"uploads edit {UploadKey.Of(row)}";

        var tried = await commands.Asked("""{"AAC010":"泉城路9号"}""", $"{mend} --dry-run");
        var state = sending.State(row);
        var wrong = await commands.Asked("""{"AAC011":"9x"}""", $"{mend} --reason 代码有误");
        var barred = await commands.Asked("""{"AAC003":"张三"}""", $"{mend} --reason 姓名有误");
        var unread = await commands.Asked("AAC010=泉城路9号", $"{mend} --reason 地址过长");
        var mended = await commands.Asked("""{"AAC010":"泉城路9号"}""", $"{mend} --reason 地址过长 --json");

        Assert.Equal((ExitCode.Done, ExitCode.FoundWrong, ExitCode.NotDone, ExitCode.NotDone, ExitCode.Done), (tried.Exit, wrong.Exit, barred.Exit, unread.Exit, mended.Exit));
        Assert.Contains("没有保存", tried.Output);
        Assert.Equal(UploadState.Failed, state);
        Assert.Contains("AAC011", wrong.Output);
        Assert.Contains("AAC003", barred.Error);
        Assert.DoesNotContain("张三", barred.Error + barred.Output);
        Assert.Equal("waiting", (string)mended.Lines.Single()["state"]!);
        Assert.Equal(UploadState.Discarded, sending.State(row));
    }

    [Fact]
    public async Task One_wrong_code_is_put_right_in_many_uploads_at_once()
    {
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= 12; seed++) rows.Add(await sending.Held("372013", seed, code: "30000002"));
        var held = Some.AuditResult(1)["AAC011"]!;
        var alike = rows.Count(row => Some.AuditResult(rows.IndexOf(row) + 1)["AAC011"] == held);
        var becomes = held == "20" ? "30" : "20";
        var line = $"uploads correct --region 372013 --field AAC011 --is {held}";

        var tried = await commands.Run($"{line} --becomes {becomes} --dry-run --json");
        var states = sending.States(rows);
        var wrong = await commands.Run($"{line} --becomes 9x --reason 学历代码有误 --yes");
        var done = await commands.Run($"{line} --becomes {becomes} --reason 学历代码有误 --yes --json");
        var again = await commands.Run($"{line} --becomes {becomes} --reason 学历代码有误 --yes");

        Assert.Equal((ExitCode.Done, alike, alike), (tried.Exit, (int)tried.Lines.Single()["total"]!, (int)tried.Lines.Single()["corrected"]!));
        Assert.All(states, state => Assert.Equal(UploadState.Failed, state));
        Assert.Equal(ExitCode.FoundWrong, wrong.Exit);
        Assert.Contains($"校验不通过 {alike} 条", wrong.Output);
        Assert.Equal((ExitCode.Done, alike), (done.Exit, (int)done.Lines.Single()["corrected"]!));
        Assert.Equal(alike, sending.States(rows).Count(state => state == UploadState.Discarded));
        Assert.Contains("没有要更正的记录", again.Output);
    }

    [Theory]
    [InlineData("--field AAC003 --is 张三 --becomes 李四 --reason x", "--field")]
    [InlineData("--field AAC011 --is 1 --becomes 2 --reason x --state waiting", "--state")]
    [InlineData("--field AAC011 --is 1 --becomes 2", "--reason")]
    public async Task Only_a_code_of_refused_uploads_is_put_right_at_once(string options, string word)
    {
        var refused = await commands.Run($"uploads correct {options}");

        Assert.Equal(ExitCode.NotDone, refused.Exit);
        Assert.Contains(word, refused.Error);
        Assert.DoesNotContain("张三", refused.Error);
    }

    [Fact]
    public async Task Many_are_put_right_only_when_that_is_confirmed()
    {
        var held = Some.AuditResult(1)["AAC011"]!;
        for (var copy = 0; copy < 11; copy++) await sending.Held("372014", 100 + copy, change: record => record.With("AAC011", held));

        var asked = await commands.Run($"uploads correct --region 372014 --field AAC011 --is {held} --becomes 20 --reason x --json");

        Assert.Equal(ExitCode.NotDone, asked.Exit);
        Assert.Contains("--yes", asked.Error);
    }

    [Fact]
    public async Task A_reviewer_corrects_a_delivered_result_by_what_standard_input_says()
    {
        var row = await sending.Held("372015", 1, UploadState.Delivered, change: record => record.With("ADC201", ""));
        var line = $"uploads correction {UploadKey.Of(row)}";

        var barred = await commands.Asked("""{"AAZ341":"1"}""", $"{line} --reason 流水号有误");
        var wrong = await commands.Asked("""{"AAE540":"2"}""", $"{line} --reason 审核结果有误");
        var corrected = await commands.Asked("""{"AAE540":"2","AAE360":"登记时仍在其他单位就业"}""", $"{line} --reason 审核结果有误 --json");
        var other = await commands.Asked("""{"AAC011":"20"}""", "uploads correction deregistration/372015/1 --reason x");

        Assert.Equal((ExitCode.NotDone, ExitCode.FoundWrong, ExitCode.Done, ExitCode.NotDone), (barred.Exit, wrong.Exit, corrected.Exit, other.Exit));
        Assert.Contains("AAZ341", barred.Error);
        Assert.Equal("waiting", (string)corrected.Lines.Single()["state"]!);
        Assert.Equal(UploadState.Delivered, sending.State(row));
    }

    [Fact]
    public async Task Many_are_sent_again_only_when_that_is_confirmed_and_by_steps_where_a_limit_is_given()
    {
        for (var seed = 1; seed <= 11; seed++) await sending.Held("372016", seed);

        var asked = await commands.Run("uploads replay --region 372016 --reason x --json");
        var absurd = await commands.Run("uploads replay --region 372016 --limit 100 --reason x --yes");
        var begun = await commands.Run("uploads replay --region 372016 --limit 20 --reason 平台已恢复 --yes --no-wait --json");

        Assert.Equal((ExitCode.NotDone, ExitCode.NotDone, ExitCode.Done), (asked.Exit, absurd.Exit, begun.Exit));
        Assert.Contains("--yes", asked.Error);
        Assert.Equal((1, 11), ((int)begun.Lines.Single()["canary"]!, (int)begun.Lines.Single()["total"]!));
    }
}
