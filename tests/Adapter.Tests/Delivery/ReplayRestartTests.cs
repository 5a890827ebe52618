using Adapter.Delivery;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class ReplayRestartTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    [Fact]
    public async Task A_replay_goes_on_after_a_restart_where_it_was()
    {
        var sending = new Sending(fixture);
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= 3; seed++) rows.Add(await sending.Held("371001", seed));
        var choice = fixture.Get<Replays>().Choose(new UploadFilter { Region = "371001" });
        var job = await fixture.Get<Replays>().Begin(new("test", Actor.Shell), choice, canary: 1, "平台已恢复");
        await Eventually.Holds(() => sending.State(rows[0]) == UploadState.Waiting);

        await fixture.Stop();
        await fixture.Start();
        var afterwards = Job(job.Id);
        await new Sending(fixture).Send("371001", UploadState.Delivered);

        await Eventually.Holds(() => Job(job.Id).State == JobState.Done);
        Assert.Equal((JobState.Running, 1), (afterwards.State, afterwards.Released));
        Assert.Equal(["delivered", "waiting", "waiting"], new Sending(fixture).States(rows));
    }

    JobRow Job(long id) => fixture.Database.Read(session => fixture.Get<Jobs>().Find(session, id))!;
}
