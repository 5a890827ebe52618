using Adapter.Simulator;
using Adapter.Store;
using Adapter.Tests.Support;

namespace Adapter.Tests.Delivery;

public sealed class HolidayTests(HolidayTests.Fixture fixture) : IClassFixture<HolidayTests.Fixture>
{
    const int Applications = 60;

    public sealed class Fixture : DeliveryFixture
    {
        internal override SimulatorOptions Ministry { get; } = new() { Regions = [Some.Region], Applications = Applications, Days = 10 };

        internal override Adapter.Settings.DeliverySettings Change(Adapter.Settings.DeliverySettings delivery) =>
            base.Change(delivery) with { Parallel = 1, BatchSize = 5 };
    }

    /// <summary>Friday 2026-02-13, the eve of Spring Festival, until the Sunday after it; decided out of the order of their deadlines.</summary>
    [Fact]
    public async Task After_nine_days_away_all_is_sent_the_oldest_deadline_first_none_failed_and_none_twice()
    {
        var queue = await Queue();
        await fixture.Platform.Away(true);
        var serials = new List<string>();
        foreach (var (place, number) in queue.OrderByDescending(number => number[^2..]).Index())
        {
            serials.Add((string)(await fixture.Client.Decide(number))["AAZ341"]!);
            // The last twenty on the last day, so that there are some that were never tried.
            if (place < Applications - 20) fixture.Time.Advance(TimeSpan.FromHours(5.4));
        }
        await fixture.Quiet();
        var waiting = serials.Where(serial => fixture.Row(serial).State == UploadState.Waiting).ToHashSet();
        await fixture.Platform.Away(false);

        await fixture.Until(() => serials.All(serial => fixture.Row(serial).State is UploadState.Delivered or UploadState.Failed), DeliveryFixture.LongestStep, () => string.Join('\n', serials.Select(serial => fixture.Row(serial)).Where(row => row.State is not (UploadState.Delivered or UploadState.Failed)).Select(fixture.Said)));

        Assert.All(serials, serial => Assert.Equal(UploadState.Delivered, fixture.Row(serial).State));
        var ledger = await fixture.Platform.Ledger();
        Assert.All(serials, serial => Assert.Equal((fixture.Row(serial).Digest, 1), ledger[serial]));
        // What had been tried goes again in its own batches; of the others the nearest deadline goes first.
        var deadlines = (await fixture.Platform.Uploads()).SelectMany(received => received.Serials).Where(waiting.Contains)
            .Select(serial => fixture.Row(serial).Deadline).ToList();
        Assert.NotEmpty(deadlines);
        Assert.Equal(deadlines.Order(StringComparer.Ordinal), deadlines);
    }

    /// <summary>The applications that the program has downloaded at its start.</summary>
    async Task<IReadOnlyList<string>> Queue()
    {
        IReadOnlyList<string> numbers = [];
        // A question that has to be asked twice waits by the clock.
        await fixture.Until(() => (numbers = fixture.Database.Read(session =>
            fixture.Get<ReviewQueue>().List(session, new()).Select(row => row.ADC201).ToList())).Count == Applications, TimeSpan.FromSeconds(1));
        return numbers;
    }
}
