using Adapter.Cli;
using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

/// <summary>What the shell does to the store stands in the log with the shell's user.</summary>
public sealed class LoggedVerbTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    static async Task<IReadOnlyList<(string Actor, string Object, string Detail)>> Log(Commands commands, string action)
    {
        var listed = await commands.Run("audit", "list", "--action", action, "--json");
        Assert.Equal((ExitCode.Done, ""), (listed.Exit, listed.Error));
        return [.. listed.Lines.Select(line => ($"{(string)line["door"]!} {(string)line["actor"]!}", (string)line["object"]!, (string)line["detail"]!))];
    }

    static string Me => $"{Actor.Shell} {Actor.AtTerminal().Name}";

    static string Lines(IEnumerable<Message> records) => string.Concat(records.Select(record => record.ToJson() + "\n"));

    [Fact]
    public async Task A_backup_and_its_copy_say_who_made_it_and_a_restored_store_who_put_it_back_and_let_it_go_on()
    {
        using var commands = new Commands(fixture);
        using var fresh = new Commands();
        var backup = Path.Combine(Path.GetDirectoryName(commands.Settings)!, "logged.db");

        await commands.Run("backup", backup);
        fresh.BringKeys(fixture);
        var restored = await fresh.Run("restore", backup, "--yes");
        var released = await fresh.Run("reconcile", "--release", "--by", "王敏", "--reason", "已逐条核对");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (restored.Exit, released.Exit));
        Assert.Contains((Me, "logged.db", ""), await Log(commands, "store.backup"));
        Assert.Contains((Me, "logged.db", ""), await Log(fresh, "store.backup"));
        Assert.Equal([(Me, "logged.db", "")], await Log(fresh, "store.restore"));
        var (actor, _, detail) = Assert.Single(await Log(fresh, "reconcile"));
        Assert.Equal((Me, "王敏：已逐条核对"), (actor, detail));
        Assert.Equal(ExitCode.Done, (await fresh.Run("audit verify")).Exit);
    }

    [Fact]
    public async Task History_that_is_brought_in_says_by_whom_and_whose_it_is_and_once()
    {
        using var commands = new Commands(null, Some.Region);
        var file = commands.File("结果.ndjson", Lines(Enumerable.Range(1, 3).Select(seed => Some.AuditResult(seed).With("ADC201", null))));

        await commands.Run("import", "--baseline", "audit-result", file);
        await commands.Run("import", "--baseline", "audit-result", file);
        var ofPerson = await commands.Asked(Some.AuditResult(1)["AAC002"] + "\n", "audit list --q - --json");

        Assert.Equal([(Me, "audit-result", "3 条")], await Log(commands, "import"));
        Assert.Equal(["import"], ofPerson.Lines.Select(line => (string)line["action"]!));
    }

    [Fact]
    public async Task A_wish_to_try_at_once_says_whose_it_is()
    {
        using var commands = new Commands(null, Some.Region);

        await commands.Run("resume SYDJ1002");
        await commands.Run("resume");

        Assert.Equal([(Me, "", ""), (Me, "SYDJ1002", "")], await Log(commands, "resume"));
    }

    [Fact]
    public async Task A_download_says_who_asked_for_which_days()
    {
        await using var ministry = SimulatorHost.Build(new() { Regions = [Some.Region], Applications = 3 }, TimeProvider.System);
        await ministry.StartAsync();
        using var commands = new Commands(ministry.Urls.First(), Some.Region);

        await commands.Run("download --from 2026-02-01 --to 2026-02-02");

        Assert.Equal([(Me, Some.Region, "2026-02-01 至 2026-02-02")], await Log(commands, "download"));
    }
}
