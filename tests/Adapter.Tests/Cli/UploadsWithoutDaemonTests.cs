using Adapter.Cli;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Cli;

public sealed class UploadsWithoutDaemonTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    [Fact]
    public async Task A_replay_that_is_begun_while_the_daemon_is_stopped_goes_on_with_its_next_start()
    {
        using var commands = new Commands(fixture);
        var row = await new Sending(fixture).Held("372001", 1);
        await fixture.Stop();

        var replay = await commands.Run("uploads replay --state failed --reason 平台已恢复");
        var list = await commands.Run("uploads list --state failed --json");
        await fixture.Start();

        Assert.Equal(ExitCode.Done, replay.Exit);
        Assert.Contains("下次启动", replay.Output);
        Assert.Single(list.Lines);
        await Eventually.Holds(() => new Sending(fixture).State(row) == UploadState.Waiting);
    }
}
