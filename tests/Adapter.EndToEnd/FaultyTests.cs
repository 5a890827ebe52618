using Adapter.EndToEnd.Support;
using Adapter.Simulator;

namespace Adapter.EndToEnd;

public sealed class FaultyTests(FaultyRun run) : IClassFixture<FaultyRun>
{
    [Fact]
    public void Every_fault_has_hit() => Assert.All(run.Hits, fault => Assert.True(fault.Hits > 0, fault.Name));

    [Fact]
    public void What_the_platform_refused_was_replayed() => Assert.NotEqual(0, run.Replayed);

    [Fact]
    public void The_ministry_s_ledger_is_the_adapter_s_and_what_was_handed_in()
    {
        var ministry = Ledgers.OfMinistry(run.Ledger);

        Ledgers.AreEqual(ministry, Ledgers.Of(run.Views));
        Assert.Equal(run.Driver.Book.Keys.Order(), ministry.Keys.Order());
        Assert.Equal(FaultyRun.Work.Applications + (2 * FaultyRun.Work.Records), ministry.Count);
    }

    [Fact]
    public async Task A_client_that_follows_the_events_ends_with_the_same_books()
    {
        using var client = new SampleClient(run.Province);

        await client.Run("follow");

        Assert.Equal(await SampleClient.Held(run.Province.Client), await client.Book());
    }

    [Fact]
    public void Every_row_was_written_once() => Assert.All(run.Ledger, held => Assert.Equal(1, (int)held["applied"]!));

    [Fact]
    public void No_row_went_under_a_second_number_while_its_outcome_was_unknown()
    {
        Assert.True(Sends.Repeated(run.Journal) > 20);
        Assert.Empty(Sends.Doubled(run.Journal));
        Assert.Empty(Sends.Doubled(run.Views));
    }

    [Fact]
    public void A_message_never_changed() => Assert.All(
        run.Journal.Where(message => message["rows"].List().Count > 0).GroupBy(message => message.Text("messageId")),
        sends => Assert.Single(sends.Select(message => message.Text("bodySm3")).Distinct()));
}
