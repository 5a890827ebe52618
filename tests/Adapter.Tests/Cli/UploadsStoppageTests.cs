using Adapter.Cli;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary>Many uploads are stopped and let go again from the shell.</summary>
public sealed class UploadsStoppageTests : IClassFixture<ClosedMinistryFixture>, IDisposable
{
    readonly Sending sending;
    readonly Commands commands;

    public UploadsStoppageTests(ClosedMinistryFixture fixture)
    {
        sending = new(fixture);
        commands = new(fixture);
    }

    public void Dispose() => commands.Dispose();

    [Fact]
    public async Task What_a_filter_finds_is_counted_stopped_on_a_yes_and_let_go_again()
    {
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= 12; seed++) rows.Add(await sending.Held("374001", seed));
        await sending.Held("374001", 13, UploadState.Delivered);
        await sending.Held("374001", 14, UploadState.Unknown);

        var tried = await commands.Run("uploads discard --region 374001 --dry-run --json");
        var untouched = sending.States(rows);
        var unconfirmed = await commands.Run("uploads discard --region 374001 --reason 重复报送 --json");
        var stopped = await commands.Run("uploads discard --region 374001 --reason 重复报送 --yes");
        var states = sending.States(rows);
        var restored = await commands.Run("uploads restore --region 374001 --reason 停发有误 --yes --json");
        var none = await commands.Run("uploads restore --region 374001 --reason 停发有误 --yes");

        Assert.Equal((12, true), ((int)tried.Lines.Single()["done"]!, (bool)tried.Lines.Single()["dryRun"]!));
        Assert.All(untouched, state => Assert.Equal(UploadState.Failed, state));
        Assert.Equal(ExitCode.NotDone, unconfirmed.Exit);
        Assert.Contains("--yes", unconfirmed.Error);
        Assert.Contains("已停止上传 12 条", stopped.Output);
        Assert.All(states, state => Assert.Equal(UploadState.Discarded, state));
        Assert.Equal((ExitCode.Done, 12), (restored.Exit, (int)restored.Lines.Single()["done"]!));
        Assert.All(sending.States(rows), state => Assert.Equal(UploadState.Waiting, state));
        Assert.Contains("没有可以恢复上传的记录", none.Output);
    }

    [Fact]
    public async Task The_shell_knows_no_second_person_and_does_as_many_as_are_said_yes_to_at_once()
    {
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= 11; seed++) rows.Add(await sending.Held("374003", seed, change: record => record.With("AAC011", "10")));

        var corrected = await commands.Run("uploads correct --region 374003 --field AAC011 --is 10 --becomes 14 --reason 学历代码有误 --yes --json --set Desk:BulkLimit=2");
        var stopped = await commands.Run("uploads discard --region 374003 --reason 重复报送 --yes --json --set Desk:BulkLimit=2");
        var restored = await commands.Run("uploads restore --region 374003 --reason 停发有误 --yes --json --set Desk:BulkLimit=2");

        Assert.Equal((11, 11, 11), ((int)corrected.Lines.Single()["corrected"]!, (int)stopped.Lines.Single()["done"]!, (int)restored.Lines.Single()["done"]!));
    }

    [Fact]
    public async Task Of_several_keys_those_that_cannot_be_stopped_are_named_by_their_reason()
    {
        var failed = await sending.Held("374002", 1);
        var delivered = await sending.Held("374002", 2, UploadState.Delivered);

        var stopped = await commands.Run("uploads", "discard", $"{UploadKey.Of(failed)}", $"{UploadKey.Of(delivered)}", "audit-result/374002/1", "--reason", "重复报送", "--json");

        var tally = stopped.Lines.Single();
        Assert.Equal((ExitCode.FoundWrong, 3, 1), (stopped.Exit, (int)tally["total"]!, (int)tally["done"]!));
        Assert.Equal((1, 1), ((int)tally["refused"]!["upload.delivered"]!, (int)tally["refused"]!["upload.not-found"]!));
        Assert.Equal([UploadState.Discarded, UploadState.Delivered], sending.States([failed, delivered]));
    }

    [Theory]
    [InlineData("uploads discard --reason x", "二者只用其一")]
    [InlineData("uploads restore audit-result/370102/1 --state discarded --reason x", "二者只用其一")]
    public async Task It_must_be_said_which(string line, string word)
    {
        var refused = await commands.Run(line);

        Assert.Equal(ExitCode.NotDone, refused.Exit);
        Assert.Contains(word, refused.Error);
    }
}
