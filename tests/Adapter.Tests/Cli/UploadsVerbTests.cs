using Adapter.Cli;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary>On the store of a daemon that runs.</summary>
public sealed class UploadsVerbTests : IClassFixture<ClosedMinistryFixture>, IDisposable
{
    readonly ClosedMinistryFixture fixture;
    readonly Sending sending;
    readonly Commands commands;

    public UploadsVerbTests(ClosedMinistryFixture fixture)
    {
        this.fixture = fixture;
        sending = new(fixture);
        commands = new(fixture);
    }

    public void Dispose() => commands.Dispose();

    static string Key(UploadRow row) => UploadKey.Of(row).ToString();

    [Fact]
    public async Task A_list_shows_in_the_clerks_words_how_far_uploads_are_and_nobodys_name()
    {
        var failed = await sending.Held("372001", 1);
        await sending.Held("372001", 2, UploadState.Delivered);

        var all = await commands.Run("uploads list --region 372001");
        var delivered = await commands.Run("uploads list --region 372001 --state delivered");

        Assert.Equal((ExitCode.FoundWrong, ExitCode.Done), (all.Exit, delivered.Exit));
        Assert.Contains("退回更正", all.Output);
        Assert.Contains("上传成功", all.Output);
        Assert.Contains(Key(failed), all.Output);
        Assert.Contains("必填项为空", all.Output);
        Assert.Contains("共 2 条", all.Output);
        Assert.DoesNotContain(Some.AuditResult(1)["AAC003"]!, all.Output);
        Assert.DoesNotContain(Key(failed), delivered.Output);
    }

    [Fact]
    public async Task A_list_for_programs_is_a_line_an_upload_however_many()
    {
        for (var seed = 1; seed <= 620; seed++) await sending.Held("372002", seed, UploadState.Delivered);

        var list = await commands.Run("uploads list --region 372002 --json");
        var text = await commands.Run("uploads list --region 372002");

        Assert.Equal((ExitCode.Done, 620), (list.Exit, list.Lines.Count));
        Assert.Equal(("372002", "delivered", "audit-result"), ((string)list.Lines[0]["AAB301"]!, (string)list.Lines[0]["state"]!, (string)list.Lines[0]["kind"]!));
        Assert.Contains("只列出前 100 条", text.Output);
    }

    [Fact]
    public async Task An_empty_list_is_explained()
    {
        var list = await commands.Run("uploads list --region 372999 --code 30000001");

        Assert.Equal(ExitCode.Done, list.Exit);
        Assert.Contains("没有同时符合这些条件的记录", list.Output);
    }

    [Fact]
    public async Task A_person_is_looked_for_by_what_standard_input_says()
    {
        var row = await sending.Held("372003", 777, UploadState.Delivered);
        await sending.Held("372003", 778, UploadState.Delivered);
        var (number, name) = (Some.AuditResult(777)["AAC002"]!, Some.AuditResult(777)["AAC003"]!);

        var byNumber = await commands.Asked(number, "uploads list --q - --json");
        var byBareOption = await commands.Asked(number, "uploads list --state delivered --json --q");
        var byName = await commands.Asked(name, "uploads list --q - --region 372003 --from 2026-02-13 --to 2026-02-13 --json");
        var nameEverywhere = await commands.Asked(name, "uploads list --q -");
        var nothing = await commands.Asked("", "uploads list --q -");

        Assert.All([byNumber, byBareOption], list => Assert.Equal(row.AAZ341, (string)Assert.Single(list.Lines)["AAZ341"]!));
        Assert.Contains(byName.Lines, line => (string)line["AAZ341"]! == row.AAZ341);
        Assert.Equal((ExitCode.NotDone, ExitCode.NotDone), (nameEverywhere.Exit, nothing.Exit));
    }

    [Fact]
    public async Task A_number_on_the_command_line_is_refused_and_not_repeated()
    {
        var number = Some.AuditResult(779)["AAC002"]!;

        foreach (var verb in new[] { "list", "replay --reason x" })
        {
            var refused = await commands.Run($"uploads {verb} --q {number}");

            Assert.Equal(ExitCode.NotDone, refused.Exit);
            Assert.Contains("--q -", refused.Error);
            Assert.DoesNotContain(number, refused.Error + refused.Output);
        }
    }

    [Theory]
    [InlineData("uploads list --state lost", "--state")]
    [InlineData("uploads list --kind application", "--kind")]
    [InlineData("uploads list --region 37", "--region")]
    [InlineData("uploads list --from 2026-2-1", "--from")]
    [InlineData("uploads list --from 2026-02-02 --to 2026-02-01", "--from")]
    [InlineData("uploads list --limit 0", "--limit")]
    [InlineData("uploads show audit-result/370102", "类别/行政区划代码/系统流水号")]
    [InlineData("uploads show audit-result/370102/1", "没有这条记录")]
    [InlineData("uploads show other/370102/1", "没有这条记录")]
    [InlineData("uploads replay --state failed", "--reason")]
    [InlineData("uploads replay --reason x", "筛选条件")]
    [InlineData("uploads replay audit-result/370102/1 --state failed --reason x", "只用其一")]
    [InlineData("uploads replay audit-result/370102/1 --reason x", "没有这条记录")]
    [InlineData("uploads replay --state failed --canary -1 --reason x", "--canary")]
    [InlineData("uploads discard audit-result/370102/1", "--reason")]
    [InlineData("uploads restore audit-result/370102/1 --reason x", "没有这条记录")]
    public async Task What_cannot_be_done_is_said_in_one_line(string line, string word)
    {
        var ended = await commands.Run(line);

        Assert.Equal((ExitCode.NotDone, ""), (ended.Exit, ended.Output));
        Assert.Contains(word, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task An_upload_is_shown_masked_with_its_attempts_and_why_it_waits()
    {
        var row = await sending.Held("372004", 780, UploadState.Waiting);
        await sending.Send("372004", UploadState.Failed);
        await commands.Run("uploads", "replay", Key(row), "--reason", "平台已恢复");

        var shown = await commands.Run($"uploads show {Key(row)}");
        var json = await commands.Run($"uploads show {Key(row)} --json");

        var record = Some.AuditResult(780);
        Assert.Equal(ExitCode.Done, shown.Exit);
        Assert.Contains("待上传", shown.Output);
        Assert.Contains("为何等待", shown.Output);
        Assert.Contains("30000002", shown.Output);
        Assert.Contains("01 居民身份证（户口簿）", shown.Output);
        Assert.DoesNotContain(record["AAC002"]!, shown.Output + json.Output);
        Assert.DoesNotContain(record["AAC003"]!, shown.Output + json.Output);
        Assert.Equal(row.AAZ341, (string)json.Lines.Single()["fields"]!["AAZ341"]!);
    }

    [Fact]
    public async Task A_refused_upload_that_is_shown_ends_with_two()
    {
        var row = await sending.Held("372005", 781);

        Assert.Equal(ExitCode.FoundWrong, (await commands.Run($"uploads show {Key(row)}")).Exit);
    }

    [Fact]
    public async Task A_replay_is_done_by_the_daemon_and_looked_on_at()
    {
        var rows = new[] { await sending.Held("372006", 1), await sending.Held("372006", 2), await sending.Held("372006", 3, UploadState.Delivered) };

        var trial = await commands.Run("uploads replay --region 372006 --dry-run --json");
        var before = sending.States(rows);
        var replay = await commands.Run("uploads replay --region 372006 --reason 平台已恢复");

        Assert.Equal("""{"total":2,"skipped":{"delivered":1}}""", trial.Output.Trim());
        Assert.Equal(["failed", "failed", "delivered"], before);
        Assert.Equal((ExitCode.Done, ""), (replay.Exit, replay.Error));
        Assert.Contains("已办完：重新上传 2 条，现在待上传 2 条", replay.Output);
        Assert.Contains("上传成功 1 条", replay.Output);
        Assert.Equal(["waiting", "waiting", "delivered"], sending.States(rows));
    }

    [Fact]
    public async Task A_trial_that_is_refused_again_ends_with_two()
    {
        var rows = new[] { await sending.Held("372007", 1), await sending.Held("372007", 2) };

        var replay = commands.Run("uploads replay --region 372007 --canary 1 --reason 平台已恢复 --json");
        await Eventually.Holds(() => sending.State(rows[0]) == UploadState.Waiting);
        await sending.Send("372007", UploadState.Failed);

        Assert.Equal(ExitCode.FoundWrong, (await replay).Exit);
        Assert.Equal("stopped", (string)(await replay).Lines.Single()["state"]!);
        Assert.Equal(["failed", "failed"], sending.States(rows));
    }

    [Fact]
    public async Task A_trial_need_not_be_waited_for()
    {
        var row = await sending.Held("372008", 1);

        var replay = await commands.Run("uploads replay --region 372008 --canary 1 --reason 平台已恢复 --no-wait");

        Assert.Equal(ExitCode.Done, replay.Exit);
        Assert.Contains("由服务继续办理", replay.Output);
        await Eventually.Holds(() => sending.State(row) == UploadState.Waiting);
    }

    [Fact]
    public async Task A_persons_uploads_are_sent_again_by_what_standard_input_says()
    {
        var row = await sending.Held("372009", 790);
        var other = await sending.Held("372009", 791);

        var replay = await commands.Asked(Some.AuditResult(790)["AAC002"]!, "uploads replay --region 372009 --reason 平台已恢复 --q -");

        Assert.Equal(ExitCode.Done, replay.Exit);
        Assert.Equal(["waiting", "failed"], sending.States([row, other]));
    }

    [Fact]
    public async Task An_upload_is_stopped_and_goes_on()
    {
        var row = await sending.Held("372010", 1);
        var open = await sending.Held("372010", 2, UploadState.Unknown);

        var stopped = await commands.Run("uploads", "discard", Key(row), "--reason", "重复报送");
        var state = sending.State(row);
        var again = await commands.Run("uploads", "discard", Key(row), "--reason", "重复报送");
        var restored = await commands.Run("uploads", "restore", Key(row), "--reason", "停发有误", "--json");
        var refused = await commands.Run("uploads", "discard", Key(open), "--reason", "重复报送");

        Assert.Equal((ExitCode.Done, ExitCode.NotDone, ExitCode.Done, ExitCode.NotDone), (stopped.Exit, again.Exit, restored.Exit, refused.Exit));
        Assert.Contains("停止上传", stopped.Output);
        Assert.Equal((UploadState.Discarded, UploadState.Waiting), (state, sending.State(row)));
        Assert.Equal("waiting", (string)restored.Lines.Single()["state"]!);
        Assert.Contains("结果待确认", refused.Error);
    }
}
