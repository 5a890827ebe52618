using Adapter.Cli;
using Adapter.Hosting;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

public sealed class BackupVerbTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    [Fact]
    public async Task A_backup_without_a_name_stands_in_the_data_directory_and_says_that_it_has_no_keys()
    {
        using var commands = new Commands(fixture);

        var ended = await commands.Run("backup");

        Assert.Equal((ExitCode.Done, ""), (ended.Exit, ended.Error));
        Assert.Matches("备份完成：.*/backups/adapter-[0-9]{8}-[0-9]{6}\\.db", ended.Output);
        Assert.Contains("密钥不在其中", ended.Output);
    }

    [Fact]
    public async Task A_name_that_is_taken_a_folder_that_is_not_there_and_no_database_are_refused_with_the_mend()
    {
        using var commands = new Commands(fixture);
        using var fresh = new Commands();
        var taken = commands.File("taken.db", "mine");

        var (first, second, third) = (await commands.Run("backup", taken), await commands.Run("backup", "/nowhere/at/all.db"), await fresh.Run("backup"));

        Assert.Equal((1, 1, 1), (first.Exit, second.Exit, third.Exit));
        Assert.Contains("已存在。请换一个名称", first.Error);
        Assert.Contains("不存在，请先建立", second.Error);
        Assert.Contains("还没有数据库", third.Error);
    }

    [Fact]
    public async Task A_restore_is_refused_while_a_daemon_runs_without_a_yes_and_of_what_is_no_backup()
    {
        using var commands = new Commands(fixture);
        using var fresh = new Commands();
        fresh.BringKeys(fixture);
        var nonsense = fresh.File("nonsense.db", "no database");
        using var running = DataFolder.Hold(Path.GetDirectoryName(fixture.Database.File)!);

        var (first, second, third, fourth) = (await commands.Run("restore", nonsense, "--yes"), await fresh.Run("restore", nonsense, "--json"),
            await fresh.Run("restore", nonsense, "--yes"), await fresh.Run("restore", nonsense + "x", "--yes"));

        Assert.Equal((1, 1, 1, 1), (first.Exit, second.Exit, third.Exit, fourth.Exit));
        Assert.Contains("正被另一个运行中的 adapter 使用", first.Error);
        Assert.Contains("请加 --yes", second.Error);
        Assert.Contains("不是完好的备份", third.Error);
        Assert.Contains("没有文件", fourth.Error);
    }

    [Fact]
    public async Task A_restore_on_a_new_machine_is_held_and_says_what_follows()
    {
        using var commands = new Commands(fixture);
        using var fresh = new Commands();
        var backup = Path.Combine(Path.GetDirectoryName(commands.Settings)!, "moved.db");
        await commands.Run("backup", backup);

        var without = await fresh.Run("restore", backup, "--yes");
        fresh.BringKeys(fixture);
        var ended = await fresh.Run("restore", backup, "--yes");
        var held = await fresh.Run("reconcile", "--release", "--by", "王敏");
        var released = await fresh.Run("reconcile", "--release", "--by", "王敏", "--reason", "新机器，已逐条核对");
        var again = await fresh.Run("reconcile", "--release", "--by", "王敏", "--reason", "再来一次");

        Assert.Equal(ExitCode.NotDone, without.Exit);
        Assert.Contains("请从密钥的备份恢复", without.Error);
        Assert.Equal((ExitCode.Done, ""), (ended.Exit, ended.Error));
        Assert.Contains("adapter reconcile --receipts", ended.Output);
        Assert.Equal((ExitCode.NotDone, "放行由人负责，请用 --reason 写明为何可以放行\n"), (held.Exit, held.Error));
        Assert.Contains("核对完成，上传恢复", released.Output);
        Assert.Contains("没有需要核对的", again.Output);
    }

    [Fact]
    public async Task Receipts_that_are_none_are_refused_with_their_line()
    {
        using var fresh = new Commands();
        var file = fresh.File("r.ndjson", "{\"seq\":1}\nsomething\n");

        var (wrong, missing, since) = (await fresh.Run("reconcile", "--release", "--by", "a", "--reason", "b", "--receipts", file),
            await fresh.Run("reconcile", "--release", "--by", "a", "--reason", "b", "--receipts", file + "x"), await fresh.Run("receipts", "--since", "gestern"));

        Assert.Equal((1, 1, 1), (wrong.Exit, missing.Exit, since.Exit));
        Assert.Contains("第 1 行不是回执", wrong.Error);
        Assert.Contains("读不了", missing.Error);
        Assert.Contains("YYYY-MM-DD", since.Error);
    }
}
