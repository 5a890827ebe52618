using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

/// <summary>What each class of answer does to a row. Every test has a region of its own, as silence closes a region's gate.</summary>
public sealed class OutcomeTests(DeliveryFixture fixture) : IClassFixture<DeliveryFixture>
{
    static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_result_is_sent_at_once_and_the_ministry_holds_the_same_content()
    {
        var serial = await fixture.Submit(1);

        await fixture.Becomes(serial, UploadState.Delivered);

        var held = (await fixture.Platform.Ledger())[serial];
        Assert.Equal((fixture.Row(serial).Digest, 1), held);
    }

    [Fact]
    public async Task A_row_refused_for_its_content_waits_at_the_desk_with_reason_and_is_not_sent_again()
    {
        await fixture.Platform.Faults(new { name = "row-failure", code = "30000004", count = 1 });
        var serial = await fixture.Submit(2);

        await fixture.Becomes(serial, UploadState.Failed);
        fixture.Time.Advance(TimeSpan.FromDays(1));
        var next = await fixture.Submit(3);
        await fixture.Becomes(next, UploadState.Delivered);

        var row = fixture.Row(serial);
        Assert.Equal((UploadState.Failed, "DataError", "30000004", 1L), (row.State, row.Class, row.Code, row.Attempts));
        Assert.Single(await Sends(serial));
    }

    [Fact]
    public async Task A_row_that_stands_there_otherwise_is_a_conflict_for_a_person()
    {
        await fixture.Platform.Faults(new { name = "exists-other", count = 1 });
        var serial = await fixture.Submit(4);

        await fixture.Becomes(serial, UploadState.Failed);

        Assert.Equal("Conflict", fixture.Row(serial).Class);
    }

    [Fact]
    public async Task A_row_that_stands_there_with_the_same_content_is_delivered()
    {
        await fixture.Platform.Faults(new { name = "exists-same", count = 1 });
        var serial = await fixture.Submit(5);

        await fixture.Becomes(serial, UploadState.Delivered);

        Assert.Equal("AlreadySame", fixture.Row(serial).Class);
    }

    [Theory]
    [InlineData("lost-answer", 6)]
    [InlineData("http-5xx-done", 7)]
    [InlineData("http-5xx", 8)]
    [InlineData("html", 9)]
    [InlineData("gateway-json", 10)]
    [InlineData("truncated-json", 11)]
    [InlineData("reset-mid-body", 12)]
    [InlineData("contradictory-rows", 14)]
    [InlineData("other-reference", 15)]
    public async Task A_row_whose_outcome_is_unknown_goes_again_under_the_same_number_and_body(string fault, int seed)
    {
        await fixture.Platform.Faults(new { name = fault, count = 1 });
        var serial = await fixture.Submit(seed, "370103");
        await fixture.Becomes(serial, UploadState.Unknown, region: "370103");

        await fixture.Delivered(serial, Step, "370103");

        var sends = await Sends(serial);
        Assert.Equal(2, sends.Count);
        Assert.Single(sends.Select(send => (send.MessageId, send.BodySm3)).Distinct());
        Assert.Equal(1, (await fixture.Platform.Ledger())[serial].Applied);
    }

    [Theory]
    [InlineData("batch-failure", "90000001", 20)]
    [InlineData("row-failure", "99999999", 21)]
    [InlineData("return-result", "9999", 22)]
    public async Task What_was_surely_not_applied_goes_again_under_a_new_number(string fault, string code, int seed)
    {
        await fixture.Platform.Faults(new { name = fault, code, count = 1 });
        var serial = await fixture.Submit(seed, "370104");
        await Eventually.Holds(() => fixture.Row(serial, region: "370104").Class == "RetrySame");

        await fixture.Delivered(serial, Step, "370104");

        Assert.Equal(2, (await Sends(serial)).Select(send => send.MessageId).Distinct().Count());
    }

    [Theory]
    [InlineData("batch-failure", "90000001", 25)]
    [InlineData("return-result", "9999", 26)]
    [InlineData("message-without-code", null, 27)]
    public async Task Once_the_outcome_was_unknown_an_answer_that_says_nothing_of_the_rows_changes_nothing(string fault, string? code, int seed)
    {
        await fixture.Platform.Faults(new { name = "lost-answer", count = 1 });
        var serial = await fixture.Submit(seed, "370105");
        await fixture.Becomes(serial, UploadState.Unknown, region: "370105");
        await fixture.Platform.Faults(new { name = fault, code, count = 1 });

        await fixture.Delivered(serial, Step, "370105");

        var sends = await Sends(serial);
        Assert.Equal(3, sends.Count);
        Assert.Single(sends.Select(send => send.MessageId).Distinct());
        Assert.Equal(0, fixture.Row(serial, region: "370105").Omitted);
    }

    [Fact]
    public async Task A_row_on_which_every_answer_contradicts_itself_is_left_for_a_person_after_five_resends()
    {
        await fixture.Platform.Faults(new { name = "contradictory-rows" });
        var serial = await fixture.Submit(30, "370112");

        await fixture.Until(() => fixture.Row(serial, region: "370112").DueAt == Stamp.Never, DeliveryFixture.LongestStep);

        Assert.Equal((UploadState.Unknown, 6L), (fixture.Row(serial, region: "370112").State, fixture.Row(serial, region: "370112").Omitted));
        Assert.Equal(6, (await Sends(serial)).Count);
    }

    [Fact]
    public async Task A_row_that_alone_is_told_to_come_later_does_so_with_a_pause()
    {
        await fixture.Platform.Faults(new { name = "row-failure", code = "20000004", count = 1 });
        var serial = await fixture.Submit(40, "370113");
        await Eventually.Holds(() => fixture.Row(serial, region: "370113").Attempts == 1);

        var row = fixture.Row(serial, region: "370113");
        Assert.Equal((UploadState.Waiting, "RetrySame"), (row.State, row.Class));
        Assert.True(string.CompareOrdinal(row.DueAt, Stamp.Of(fixture.Time.GetUtcNow())) > 0);
        await fixture.Delivered(serial, Step, "370113");
    }

    [Fact]
    public async Task A_platform_that_asks_for_an_age_is_asked_again_after_a_day()
    {
        await fixture.Platform.Faults(new { name = "http-429", ms = int.MaxValue, count = 1 });
        var serial = await fixture.Submit(41, "370114");
        await Eventually.Holds(() => fixture.Row(serial, region: "370114").Class == "Throttled");

        fixture.Time.Advance(TimeSpan.FromDays(1));

        await fixture.Becomes(serial, UploadState.Delivered, region: "370114");
    }

    async Task<IReadOnlyList<Received>> Sends(string serial) =>
        [.. (await fixture.Platform.Uploads()).Where(received => received.Serials.Contains(serial))];
}
