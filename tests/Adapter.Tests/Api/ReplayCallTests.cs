using System.Net;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Api;

public sealed class ReplayCallTests(ClosedMinistryFixture fixture) : IClassFixture<ClosedMinistryFixture>
{
    readonly Sending sending = new(fixture);

    Task<Answer> Replay(object body) => fixture.Client.Hand("/api/uploads/replay", body);

    async Task<Answer> Job(Answer begun) => await fixture.Client.Look($"/api/jobs/{begun["id"]}");

    Task Ends(Answer begun, string state) => Eventually.Holds(() => (string)Job(begun).Result["state"]! == state);

    async Task<List<UploadRow>> Held(string region, int seed, int count)
    {
        var rows = new List<UploadRow>();
        for (var i = 0; i < count; i++) rows.Add(await sending.Held(region, seed + i));
        return rows;
    }

    [Fact]
    public async Task Refused_uploads_are_sent_again_by_a_filter_and_the_job_tells_how_far_they_are()
    {
        var rows = await Held("371001", 1, 250);
        await sending.Held("371001", 900, UploadState.Delivered);
        await sending.Held("371001", 901, UploadState.Unknown);

        var begun = await Replay(new { filter = new { region = "371001" }, reason = "平台已恢复" });
        await Ends(begun, "done");

        var job = await Job(begun);
        Assert.Equal(HttpStatusCode.Accepted, begun.Status);
        Assert.Equal((250, 250, 250), ((int)job["total"]!, (int)job["released"]!, (int)job["states"]["waiting"]!));
        Assert.Contains("上传成功 1 条", (string)job["message"]!);
        Assert.Contains("结果待确认 1 条", (string)job["message"]!);
        Assert.All(sending.States(rows), state => Assert.Equal("waiting", state));
        Assert.Equal(250, await sending.Send("371001", UploadState.Delivered));
        Assert.Equal(250, (int)(await Job(begun))["states"]["delivered"]!);
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_sent_and_changes_nothing()
    {
        var rows = await Held("371002", 1, 3);
        foreach (var state in new[] { UploadState.Delivered, UploadState.Sending, UploadState.Unknown, UploadState.Discarded })
            rows.Add(await sending.Held("371002", rows.Count + 10, state));
        var before = sending.States(rows);

        var trial = await Replay(new { filter = new { region = "371002" }, dryRun = true, reason = "平台已恢复" });

        Assert.Equal((HttpStatusCode.OK, 3), (trial.Status, (int)trial["total"]!));
        Assert.Equal("""{"delivered":1,"discarded":1,"sending":1,"unknown":1}""", trial["skipped"].ToJsonString());
        Assert.Equal(before, sending.States(rows));
        Assert.Empty(fixture.Database.Read(fixture.Get<Jobs>().Running));
    }

    [Fact]
    public async Task The_rest_goes_only_after_every_row_of_the_trial_was_delivered()
    {
        var rows = await Held("371003", 1, 5);

        var begun = await Replay(new { filter = new { region = "371003", state = "failed", code = "30000001" }, canary = 2, reason = "平台已恢复" });
        await Eventually.Holds(() => sending.State(rows[1]) == UploadState.Waiting);
        var tried = sending.States(rows);
        var during = await Job(begun);
        Assert.Equal(2, await sending.Send("371003", UploadState.Delivered));
        await Ends(begun, "done");

        Assert.Equal(["waiting", "waiting", "failed", "failed", "failed"], tried);
        Assert.Equal(("running", 2), ((string)during["state"]!, (int)during["released"]!));
        Assert.Equal(["delivered", "delivered", "waiting", "waiting", "waiting"], sending.States(rows));
    }

    [Fact]
    public async Task A_trial_that_is_refused_again_stops_the_job_and_says_why()
    {
        var rows = await Held("371004", 1, 4);

        var begun = await Replay(new { filter = new { region = "371004" }, canary = 1, reason = "平台已恢复" });
        await Eventually.Holds(() => sending.State(rows[0]) == UploadState.Waiting);
        await sending.Send("371004", UploadState.Failed);
        await Ends(begun, "stopped");

        var message = (string)(await Job(begun))["message"]!;
        Assert.Contains("30000002", message);
        Assert.Contains("其余 3 条", message);
        Assert.All(sending.States(rows), state => Assert.Equal("failed", state));
    }

    [Fact]
    public async Task A_trial_of_all_ends_when_all_were_delivered()
    {
        var rows = await Held("371005", 1, 2);

        var begun = await Replay(new { keys = rows.Select(row => UploadKey.Of(row).ToString()), canary = 9, reason = "平台已恢复" });
        await Eventually.Holds(() => sending.State(rows[1]) == UploadState.Waiting);
        var during = await Job(begun);
        await sending.Send("371005", UploadState.Delivered);
        await Ends(begun, "done");

        Assert.Equal(("running", 2), ((string)during["state"]!, (int)during["canary"]!));
    }

    [Theory]
    [InlineData(UploadState.Sending, "upload.open")]
    [InlineData(UploadState.Unknown, "upload.open")]
    [InlineData(UploadState.Delivered, "upload.delivered")]
    public async Task A_key_that_may_not_go_again_is_refused(string state, string code)
    {
        var row = await sending.Held("371006", state.Length, state);

        var answer = await Replay(new { keys = new[] { UploadKey.Of(row).ToString() }, reason = "平台已恢复" });

        Assert.Equal((HttpStatusCode.Conflict, code), (answer.Status, answer.Code));
        Assert.Equal(state, sending.State(row));
    }

    [Fact]
    public async Task What_a_person_stopped_goes_only_by_its_key_or_a_filter_for_just_that()
    {
        var byKey = await sending.Held("371007", 1, UploadState.Discarded);
        var byFilter = await sending.Held("371008", 2, UploadState.Discarded);

        await Ends(await Replay(new { keys = new[] { UploadKey.Of(byKey).ToString() }, reason = "停发有误" }), "done");
        await Ends(await Replay(new { filter = new { region = "371008" }, reason = "平台已恢复" }), "done");
        var left = sending.State(byFilter);
        await Ends(await Replay(new { filter = new { region = "371008", state = "discarded" }, reason = "停发有误" }), "done");

        Assert.Equal(("waiting", "discarded", "waiting"), (sending.State(byKey), left, sending.State(byFilter)));
    }

    [Fact]
    public async Task Only_the_newest_version_goes_again()
    {
        var old = await sending.Held("371009", 1);
        var newest = await sending.Held("371009", 1);

        await Ends(await Replay(new { filter = new { region = "371009" }, reason = "平台已恢复" }), "done");

        Assert.Equal((2, UploadState.Failed, UploadState.Waiting), (newest.Version, sending.State(old), sending.State(newest)));
    }

    [Fact]
    public async Task What_a_person_does_about_a_row_during_the_trial_stands()
    {
        var rows = await Held("371010", 1, 4);
        var begun = await Replay(new { filter = new { region = "371010" }, canary = 1, reason = "平台已恢复" });
        await Eventually.Holds(() => sending.State(rows[0]) == UploadState.Waiting);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.Client.Hand($"/api/uploads/{UploadKey.Of(rows[1])}/discard", new { reason = "重复报送" });
        var corrected = await sending.Held("371010", 3, UploadState.Failed);

        await sending.Send("371010", UploadState.Delivered);
        await Ends(begun, "done");

        Assert.Equal(["delivered", "discarded", "failed", "waiting"], sending.States(rows));
        Assert.Equal(UploadState.Failed, sending.State(corrected));
    }

    [Fact]
    public async Task A_trial_whose_row_is_stopped_by_a_person_stops()
    {
        var rows = await Held("371011", 1, 2);
        var begun = await Replay(new { filter = new { region = "371011" }, canary = 1, reason = "平台已恢复" });
        await Eventually.Holds(() => sending.State(rows[0]) == UploadState.Waiting);

        await fixture.Client.Hand($"/api/uploads/{UploadKey.Of(rows[0])}/discard", new { reason = "重复报送" });
        await Ends(begun, "stopped");

        Assert.Equal(UploadState.Failed, sending.State(rows[1]));
    }

    [Theory]
    [InlineData("""{"reason":"平台已恢复"}""", "replay.choice")]
    [InlineData("""{"keys":[],"reason":"平台已恢复"}""", "replay.choice")]
    [InlineData("""{"filter":{},"reason":"平台已恢复"}""", "replay.choice")]
    [InlineData("""{"keys":["a/b/c"],"filter":{"state":"failed"},"reason":"平台已恢复"}""", "replay.choice")]
    [InlineData("""{"filter":{"state":"failed"},"reason":" "}""", "reason.missing")]
    [InlineData("""{"filter":{"state":"failed"}}""", "body.malformed")]
    [InlineData("""{"filter":{"state":"lost"},"reason":"平台已恢复"}""", "query.invalid")]
    [InlineData("""{"filter":{"state":"failed"},"canary":-1,"reason":"平台已恢复"}""", "query.invalid")]
    [InlineData("""{"filter":{"name":"x"},"reason":"平台已恢复"}""", "body.malformed")]
    [InlineData("""{"all":true,"reason":"平台已恢复"}""", "body.member")]
    public async Task A_replay_that_does_not_say_what_and_why_is_refused(string body, string code)
    {
        var answer = await fixture.Client.Hand("/api/uploads/replay", body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("audit-result/370102/1")]
    [InlineData("nonsense")]
    public async Task A_key_that_is_not_held_is_not_found(string key)
    {
        var answer = await Replay(new { keys = new[] { key }, reason = "平台已恢复" });

        Assert.Equal((HttpStatusCode.NotFound, "upload.not-found"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("x")]
    public async Task A_job_that_is_not_held_is_not_found(string id)
    {
        var answer = await fixture.Client.Look($"/api/jobs/{id}");

        Assert.Equal((HttpStatusCode.NotFound, "job.not-found"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_job_is_shown_to_a_key_that_may_begin_it_and_to_one_that_may_submit()
    {
        var row = await sending.Held("371012", 1);
        using var operates = await fixture.ClientWith("operate");
        using var submits = await fixture.ClientWith("submit");

        var begun = await operates.Hand("/api/uploads/replay", new { keys = new[] { UploadKey.Of(row).ToString() }, reason = "平台已恢复" });

        Assert.Equal(HttpStatusCode.OK, (await operates.Look($"/api/jobs/{begun["id"]}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await submits.Look($"/api/jobs/{begun["id"]}")).Status);
    }
}
