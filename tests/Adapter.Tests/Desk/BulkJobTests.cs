using Adapter.Contracts;
using Adapter.Desk;
using Adapter.Hosting;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Desk;

/// <summary>Above the limit every act on many is ordered by one, approved by another, and then goes on by itself.</summary>
public sealed class BulkJobTests(BulkJobTests.Fixture fixture) : IClassFixture<BulkJobTests.Fixture>
{
    public sealed class Fixture : AppFixture
    {
        internal override AdapterSettings Change(AdapterSettings settings) => settings with
        {
            Ministry = settings.Ministry with { Closed = [new() { From = "2026-02-01", Until = "2026-03-01" }] },
            Desk = new() { BulkLimit = 2 },
        };
    }

    readonly Sending sending = new(fixture);

    /// <summary>An operator who has signed in, and what the person does to many.</summary>
    async Task<(Actor By, BulkActs Acts)> Operator(string region = "")
    {
        var clerk = await Sitting.Down(fixture, region, "operator");
        return (clerk.Actor, await Sitting.Acts(fixture, clerk.Account));
    }

    async Task<List<UploadRow>> Held(string region, int count, string state = UploadState.Failed, Func<Message, Message>? change = null)
    {
        var rows = new List<UploadRow>();
        for (var seed = 1; seed <= count; seed++) rows.Add(await sending.Held(region, seed, state, change: change));
        return rows;
    }

    JobControl Control => fixture.Get<JobControl>();

    JobRow Job(long id) => fixture.Database.Read(session => fixture.Get<Jobs>().Find(session, id))!;

    IReadOnlyDictionary<string, long> Refusals(long id) => fixture.Database.Read(session => fixture.Get<Jobs>().Refusals(session, id));

    Task Ends(long id) => Eventually.Holds(() => Job(id).State != JobState.Running, () => $"{Job(id)}");

    IReadOnlyList<AuditRow> Log(string subject) => fixture.Database.Read(session => fixture.Get<AuditLog>().List(session, new() { Object = subject }));

    UploadRow Latest(UploadRow row) => fixture.Database.Read(session => fixture.Get<Outbox>().Latest(session, row.Kind, row.AAB301, row.AAZ341))!;

    [Theory]
    [InlineData("376001", JobType.Discard, UploadState.Failed, UploadState.Discarded)]
    [InlineData("376002", JobType.Restore, UploadState.Discarded, UploadState.Waiting)]
    public async Task Stopping_and_letting_go_many_waits_for_a_second_person_and_is_logged_with_both_names(string region, string type, string state, string becomes)
    {
        var rows = await Held(region, 3, state);
        var ((zhang, acts), (li, _)) = (await Operator(), await Operator());
        var keys = await acts.Keys(new([], new() { Region = region, State = state }), state);

        Assert.Equal((true, false), (await acts.NeedsSecond(keys.Count), await acts.NeedsSecond(2)));
        var id = await acts.Order(new() { Type = type, Reason = "重复报送" }, keys);
        // The loop has gone by it when one that came later and needs nobody is done.
        var later = await acts.Order(new() { Type = type, Reason = "重复报送" }, [UploadKey.Of((await Held(region + "9", 1, state))[0])]);
        await Ends(later);
        var before = sending.States(rows);
        var own = await Control.Approve(zhang, id);
        var other = await Control.Approve(li, id);
        await Ends(id);

        Assert.All(before, was => Assert.Equal(state, was));
        Assert.Equal(("job.own", "", JobState.Done), (own.Code, other.Code, Job(id).State));
        Assert.All(sending.States(rows), now => Assert.Equal(becomes, now));
        Assert.Equal([$"{type}.approve {li.Name} done", $"{type}.approve {zhang.Name} job.own", $"{type} {zhang.Name} done"], Log($"job/{id}").Select(row => $"{row.Action} {row.Actor} {row.Result}"));
        Assert.All(rows, row =>
        {
            var act = Log(UploadKey.Of(row).ToString()).Single();
            Assert.Equal((type, zhang.Name), (act.Action, act.Actor));
            Assert.Contains($"{li.Name} 同意", act.Detail);
        });
    }

    [Fact]
    public async Task What_the_second_person_refuses_is_not_done_and_says_why()
    {
        var rows = await Held("376003", 3);
        var ((zhang, acts), (li, _)) = (await Operator(), await Operator());
        var id = await acts.Order(new() { Type = JobType.Discard, Reason = "重复报送" }, [.. rows.Select(UploadKey.Of)]);

        var own = await Control.Refuse(zhang, id, "不想要了");
        var other = await Control.Refuse(li, id, "并不重复");
        var late = await Control.Approve(li, id);

        Assert.Equal(("job.own", "", "job.ended"), (own.Code, other.Code, late.Code));
        Assert.Equal((JobState.Stopped, 0), (Job(id).State, Job(id).Released));
        Assert.Contains($"{li.Name} 不同意：并不重复", Job(id).Message);
        Assert.All(sending.States(rows), state => Assert.Equal(UploadState.Failed, state));
    }

    [Fact]
    public async Task One_wrong_code_in_many_is_put_right_in_those_that_nobody_has_changed_meanwhile()
    {
        var rows = await Held("376004", 4, change: record => record.With("AAC011", "10"));
        var ((_, acts), (li, _)) = (await Operator(), await Operator());
        var change = new CodeChange("AAC011", "10", "14");
        var id = await acts.Order(new() { Type = JobType.Mend, Reason = "学历代码有误", Wanted = change.Write() }, [.. rows.Select(UploadKey.Of)]);
        await fixture.Get<CodeCorrections>().Apply(li, UploadKey.Of(rows[0]), new("AAC011", "10", "20"), "本人更正", isTrial: false);

        await Control.Approve(li, id);
        await Ends(id);

        Assert.Equal(["20", "14", "14", "14"], rows.Select(row => MessageReader.Read(Agreement.Embedded.Kind(row.Kind), Latest(row).Payload)["AAC011"]));
        Assert.All(rows, row => Assert.Equal(2, Latest(row).Version));
        Assert.Equal([KeyValuePair.Create("upload.changed", 1L)], Refusals(id));
        Assert.Contains("AAC011", Log(UploadKey.Of(rows[1]).ToString()).Single(row => row.Action == "mend").Detail);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_it_was_and_does_nothing_twice()
    {
        var rows = await Held("376005", 350);
        var ((_, acts), (li, _)) = (await Operator(), await Operator());
        var id = await acts.Order(new() { Type = JobType.Discard, Reason = "重复报送" }, [.. rows.Select(UploadKey.Of)]);
        await Control.Approve(li, id);
        await Eventually.Holds(() => Job(id).Released > 0);

        await fixture.Stop();
        await fixture.Start();
        await Ends(id);

        Assert.Equal((JobState.Done, 350), (Job(id).State, Job(id).Released));
        Assert.Empty(Refusals(id));
        Assert.All(rows, row => Assert.Equal((UploadState.Discarded, 1), (Latest(row).State, Log(UploadKey.Of(row).ToString()).Count)));
    }

    [Fact]
    public async Task It_is_held_and_ended_by_a_person_as_a_replay_is()
    {
        var rows = await Held("376006", 3);
        var ((zhang, acts), (li, _)) = (await Operator(), await Operator());
        var id = await acts.Order(new() { Type = JobType.Discard, Reason = "重复报送" }, [.. rows.Select(UploadKey.Of)]);
        await Control.Pause(zhang, id, "再核对");
        await Control.Approve(li, id);
        var later = await acts.Order(new() { Type = JobType.Discard, Reason = "重复报送" }, [UploadKey.Of((await Held("376007", 1))[0])]);
        await Ends(later);
        var held = Job(id);
        await Control.Stop(zhang, id, "核对后不需要");

        Assert.Equal((JobState.Running, 0), (held.State, held.Released));
        Assert.Contains("其余 3 条没有办理", Job(id).Message);
        Assert.All(sending.States(rows), state => Assert.Equal(UploadState.Failed, state));
    }

    [Fact]
    public async Task What_lies_where_the_person_may_not_operate_is_left_out()
    {
        var (own, foreign) = (await Held("376008", 3), await Held("376009", 1));
        var (_, acts) = await Operator("376008");

        var id = await acts.Order(new() { Type = JobType.Discard, Reason = "重复报送" }, [.. own.Concat(foreign).Select(UploadKey.Of)]);

        Assert.Equal(3, Job(id).Total);
    }
}
