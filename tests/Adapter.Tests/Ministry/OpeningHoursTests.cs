using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;

namespace Adapter.Tests.Ministry;

public class OpeningHoursTests
{
    static readonly ClosedSettings Nightly = new() { From = "22:00", Until = "06:00" };
    static readonly ClosedSettings Festival = new() { From = "2026-02-14T18:00", Until = "2026-02-23T08:00" };

    [Theory]
    [InlineData("2026-02-13T21:59:59", null)]
    [InlineData("2026-02-13T22:00:00", "2026-02-14T06:00:00")]
    [InlineData("2026-02-14T05:59:59", "2026-02-14T06:00:00")]
    [InlineData("2026-02-14T06:00:00", null)]
    [InlineData("2026-02-14T18:00:00", "2026-02-23T08:00:00")]
    [InlineData("2026-02-23T07:59:00", "2026-02-23T08:00:00")]
    public void The_platform_opens_when_every_window_has_passed(string now, string? opens) =>
        Check(new([Nightly, Festival]), now, opens);

    [Fact]
    public void A_window_that_begins_where_another_ends_goes_on() =>
        Check(new([Nightly, new() { From = "06:00", Until = "07:30" }]), "2026-02-13T23:00:00", "2026-02-14T07:30:00");

    [Fact]
    public void A_day_of_the_week_closes_until_its_night_is_over()
    {
        // 2026-02-13 is a Friday.
        var hours = new OpeningHours([new() { Days = ["Fri"], From = "22:00", Until = "06:00" }]);
        Check(hours, "2026-02-13T23:00:00", "2026-02-14T06:00:00");
        Check(hours, "2026-02-14T05:00:00", "2026-02-14T06:00:00");
        Check(hours, "2026-02-14T23:00:00", null);
    }

    [Fact]
    public void A_window_of_one_interface_leaves_the_others_open()
    {
        var hours = new OpeningHours([new() { Interface = "SYDJ1001", From = "00:00", Until = "24:00" }]);
        Assert.False(hours.IsOpen("SYDJ1001", At("2026-02-13T12:00:00")));
        Assert.True(hours.IsOpen("SYDJ1002", At("2026-02-13T12:00:00")));
        Assert.Null(hours.OpensAt("SYDJ1001", At("2026-02-13T12:00:00")));
    }

    [Theory]
    [InlineData("2026-02-13T12:00:00", "2026-02-12T12:00:00")]
    [InlineData("2026-02-23T20:00:00", "2026-02-14T06:00:00")]
    public void A_day_of_waiting_counts_only_what_was_open(string now, string since) =>
        Assert.Equal(At(since), new OpeningHours([Festival]).OpenSince("SYDJ1001", At(now), TimeSpan.FromDays(1)));

    static void Check(OpeningHours hours, string now, string? opens)
    {
        Assert.Equal(opens is null, hours.IsOpen("SYDJ1001", At(now)));
        Assert.Equal(opens is null ? null : At(opens), hours.OpensAt("SYDJ1001", At(now)));
    }

    static DateTimeOffset At(string china) => new(DateTime.Parse(china), ChinaTime.Offset);
}
