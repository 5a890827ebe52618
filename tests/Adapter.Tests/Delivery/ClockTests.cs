using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Adapter.Tests.Delivery;

/// <summary>The clock of the machine is set while rows wait; each test puts it right again.</summary>
public sealed class ClockTests(ClockTests.Fixture fixture) : IClassFixture<ClockTests.Fixture>
{
    public sealed class Fixture : DeliveryFixture
    {
        internal override FakeTimeProvider Time { get; } = new SetClock(new(2026, 2, 13, 2, 0, 0, TimeSpan.Zero));

        internal override AdapterSettings Change(AdapterSettings settings) => base.Change(settings) with { Deregistration = new() { Cron = "0 0 22 * * ?" } };
    }

    static readonly TimeSpan Month = TimeSpan.FromDays(30);
    static readonly TimeSpan TenYears = TimeSpan.FromDays(3652);
    TimeSpan Longest => fixture.Get<AdapterSettings>().Delivery.MaxRetry;

    [Fact]
    public async Task A_row_put_off_while_the_clock_was_ten_years_ahead_waits_no_longer_than_the_longest_pause()
    {
        await Shift(TenYears);
        await fixture.Platform.Faults(new { name = "row-failure", code = "90000001", count = 1 });
        var serial = await fixture.Submit(1);
        await fixture.Until(() => fixture.Row(serial).Class == "RetrySame", TimeSpan.FromSeconds(1));

        await Shift(-TenYears);

        await GoesWithin(Longest, serial, Some.Region);
    }

    [Fact]
    public async Task An_open_outcome_waits_no_longer_when_the_clock_is_set_back_a_month()
    {
        await fixture.Platform.Faults(new { name = "lost-answer", count = 1 });
        var serial = await fixture.Submit(11, "370103", Old);
        // A silence of another test may have left the platform spared: by the second, so the clock goes on.
        await fixture.Until(() => fixture.Row(serial, region: "370103").State == UploadState.Unknown, TimeSpan.FromSeconds(1));

        await SetBackAMonth(() => GoesWithin(Longest, serial, "370103"));
    }

    [Fact]
    public async Task A_region_that_is_left_alone_is_tried_when_its_pause_is_over_whatever_the_clock_says()
    {
        await fixture.Platform.Faults(new { name = "html", count = 6 });
        var serial = await fixture.Submit(21, "370104", Old);
        await fixture.Until(() => fixture.Row(serial, region: "370104").Attempts >= 4, TimeSpan.FromSeconds(10));

        await SetBackAMonth(() => GoesWithin(2 * Longest, serial, "370104"));
    }

    [Fact]
    public async Task A_row_held_for_a_time_of_day_keeps_it_and_waits_no_longer_than_a_day()
    {
        await Shift(TenYears);
        var record = Some.Deregistration(31).With("AAB301", "370105").With("AAZ341", "370105260213700031");
        await fixture.Client.Hand("/api/deregistrations", record.ToJson());
        var before = fixture.Row("370105260213700031", "deregistration", "370105").DueAt;

        await Shift(-TenYears);
        await Eventually.Holds(() => fixture.Row("370105260213700031", "deregistration", "370105").DueAt != before);

        var after = fixture.Row("370105260213700031", "deregistration", "370105").DueAt;
        Assert.Equal("T14:00:00.000Z", after[10..]);
        Assert.InRange(Stamp.Parse(after) - fixture.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromDays(1));
        var waits = await fixture.Client.Look("/api/uploads/deregistration/370105/370105260213700031");
        Assert.Equal("等待设定的每日上传时间", (string)waits["waiting"]["why"]!);
    }

    /// <summary>Seen at once: the program looks every half second, which a loaded machine may miss.</summary>
    async Task Shift(TimeSpan by)
    {
        await fixture.Get<ClockClamp>().Look();
        ((SetClock)fixture.Time).Shift(by);
        await fixture.Get<ClockClamp>().Look();
        fixture.Get<Signal>().Set();
    }

    async Task SetBackAMonth(Func<Task> meanwhile)
    {
        await Shift(-Month);
        try
        {
            await meanwhile();
        }
        finally
        {
            await Shift(Month);
        }
    }

    /// <summary>Of days that a clock set back a month has seen as well.</summary>
    static Message Old(Message record) => record.With("AJC090", "20260104").With("AAE127", "20260105").With("AAE036", "20260106");

    async Task GoesWithin(TimeSpan longest, string serial, string region)
    {
        var began = fixture.Time.GetTimestamp();
        await fixture.Delivered(serial, DeliveryFixture.LongestStep, region);
        Assert.InRange(fixture.Time.GetElapsedTime(began), TimeSpan.Zero, longest + DeliveryFixture.LongestStep);
    }
}
