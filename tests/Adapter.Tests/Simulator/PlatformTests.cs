using Adapter.Contracts;
using Adapter.Simulator;
using Adapter.Tests.Support;

namespace Adapter.Tests.Simulator;

/// <summary>The simulated ministry's memory: applications and their states, the ledger, the answers it gave.</summary>
public class PlatformTests
{
    static readonly Message Local = Some.AuditResult().With("ADC201", "");

    static Message Result(Message application, string serial = "370102260213000001") => application.As(Agreement.Embedded.Kind("audit-result"))
        .With("AAZ341", serial).With("AAE540", "1").With("AAE011", "经办员").With("AAE036", "20260213");

    static async Task<List<Message>> Applications(LoneMinistry platform) =>
        [.. (await platform.Download()).Rows.Select(row => MessageReader.Read(Agreement.Embedded.Kind("application"), System.Text.Encoding.UTF8.GetBytes(row.ToJsonString())))];

    [Fact]
    public async Task An_application_waits_is_taken_up_by_the_download_and_decided_by_its_result()
    {
        await using var platform = await LoneMinistry.Open(new() { Applications = 1, Regions = [Some.Region] });
        async Task<string> State() => (string)Assert.Single(await platform.View("/_applications"))!["state"]!;
        var before = await State();
        var application = Assert.Single(await Applications(platform));
        var between = await State();

        Assert.Equal(["00000000"], (await platform.Upload(Result(application))).RowCodes);

        Assert.Equal(("待审核", "审核中", "已审核"), (before, between, await State()));
        Assert.Equal(["40000004"], (await platform.Upload(Result(application, "370102260213000002"))).RowCodes);
    }

    [Fact]
    public async Task A_key_is_taken_once_again_unchanged_and_otherwise_only_as_a_declared_correction()
    {
        await using var platform = await LoneMinistry.Open();
        var other = Local.With("AAC010", "另一处住址");
        Task<PlatformAnswer> Flagged(Message row, string flag) => platform.Ask("SYDJ1002", LoneMinistry.Batch(row).Replace("\"Rows\":[{", $"\"Rows\":[{{\"OperFlag\":\"{flag}\","));

        Assert.Equal(["40000007"], (await Flagged(Local, "2")).RowCodes);
        Assert.Equal(["00000000"], (await Flagged(Local, "1")).RowCodes);
        Assert.Equal(["40000001"], (await platform.Upload(Local)).RowCodes);
        Assert.Equal(["40000002"], (await platform.Upload(other)).RowCodes);
        Assert.Equal(["00000000"], (await Flagged(other, "2")).RowCodes);

        var held = Assert.Single(await platform.View("/_ledger"))!;
        Assert.Equal(("另一处住址", 2, 4), ((string)held["content"]!["AAC010"]!, (int)held["applied"]!, (int)held["received"]!));
    }

    [Fact]
    public async Task The_same_message_gets_the_same_answer_and_its_number_with_another_body_is_refused()
    {
        await using var platform = await LoneMinistry.Open();
        const string Id = LoneMinistry.Sender + "202602131000000000100001";
        var first = await platform.Ask("SYDJ1002", LoneMinistry.Batch(Local), Id);
        platform.Time.Advance(TimeSpan.FromMinutes(10));

        var again = await platform.Ask("SYDJ1002", LoneMinistry.Batch(Local), Id);
        var other = await platform.Ask("SYDJ1002", LoneMinistry.Batch(Local.With("AAC010", "另一处住址")), Id);

        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Equal(("0000", "10000006"), (other.Result, other.Code));
        Assert.Equal(1, (int)Assert.Single(await platform.View("/_ledger"))!["received"]!);
    }

    [Fact]
    public async Task An_answer_that_says_later_is_not_kept_for_the_same_message()
    {
        await using var platform = await LoneMinistry.Open();
        await platform.SwitchOn(new() { Name = "batch-failure", Count = 1 });
        const string Id = LoneMinistry.Sender + "202602131000000000100001";

        Assert.Equal("90000001", (await platform.Ask("SYDJ1002", LoneMinistry.Batch(Local), Id)).Code);
        Assert.Equal("00000000", (await platform.Ask("SYDJ1002", LoneMinistry.Batch(Local), Id)).Code);
    }

    [Fact]
    public async Task What_its_own_application_had_it_takes_but_never_more_than_a_result_may_have()
    {
        await using var platform = await LoneMinistry.Open(new() { Applications = 200, Faulty = 1, Regions = [Some.Region] });
        await Applications(platform);
        var serial = 0;
        foreach (var held in await platform.View("/_applications"))
        {
            var application = Message.Of(Agreement.Embedded.Kind("application"), held!["content"]!.AsObject().Select(member => KeyValuePair.Create(member.Key, (string?)member.Value)));
            var result = Result(application, $"370102260213{++serial:D6}");
            var taken = (string)held["flaw"]!["resultRule"]! == "length" ? "30000002" : "00000000";

            Assert.Equal([taken], (await platform.Upload(result)).RowCodes);
        }
        Assert.NotEqual(["00000000"], (await platform.Upload(Local.With("AAC067", "1380000"))).RowCodes);
    }

    [Fact]
    public async Task It_tells_how_many_it_took_each_day()
    {
        await using var platform = await LoneMinistry.Open();
        await platform.Upload(Local, Some.AuditResult(2).With("ADC201", ""));
        platform.Time.Advance(TimeSpan.FromDays(1));
        await platform.Upload(Some.AuditResult(3).With("ADC201", ""));

        var counts = await platform.Ask("SYDJ1004", $$"""{"AAB301":"{{Some.Region}}","Kind":"1002","AAE030":"20260213","AAE031":"20260214"}""");

        Assert.Equal([("20260213", "2"), ("20260214", "1")], counts.Rows.Select(row => ((string)row["Day"]!, (string)row["Count"]!)));
    }

    [Fact]
    public async Task Records_of_the_wrong_place_person_or_application_are_refused_with_their_code()
    {
        await using var platform = await LoneMinistry.Open(new() { Regions = [Some.Region], OtherRegions = ["370103"], RegistrationNeeded = true });
        var stranger = Some.Deregistration(9);

        Assert.Equal(["40000006"], (await platform.Upload(Local.With("AAB301", "370103"))).RowCodes);
        Assert.Equal(["40000005"], (await platform.Upload(Local.With("AAB301", "370104"))).RowCodes);
        Assert.Equal(["40000003"], (await platform.Upload(Some.AuditResult().With("ADC201", "SQ9999999999"))).RowCodes);
        Assert.Equal(["40000007"], (await platform.Upload(stranger)).RowCodes);
        Assert.Empty(await platform.View("/_ledger"));
        await platform.Upload(Some.AuditResult(9).With("ADC201", ""));
        Assert.Equal(["00000000"], (await platform.Upload(stranger)).RowCodes);
    }
}
