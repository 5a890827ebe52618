using Adapter.Contracts;

namespace Adapter.Tests.Contracts;

public sealed class WorkingDaysTests
{
    static readonly WorkingDays Days = Agreement.Embedded.WorkingDays;

    [Theory]
    [InlineData("2026-02-13", 3, "2026-02-25")] // Saturday the 14th is worked, then Spring Festival until the 23rd
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-13", 7, "2026-03-02")]
    [InlineData("2026-02-14", 1, "2026-02-24")]
    [InlineData("2026-02-20", 1, "2026-02-24")]
    [InlineData("2026-03-02", 3, "2026-03-05")]
    [InlineData("2026-03-06", 3, "2026-03-11")]
    [InlineData("2025-12-31", 3, "2026-01-06")]
    [InlineData("2026-02-13", 0, "2026-02-13")]
    public void A_deadline_counts_the_days_that_are_worked(string from, int days, string until) =>
        Assert.Equal(DateOnly.Parse(until), Days.Add(DateOnly.Parse(from), days));

    [Theory]
    [InlineData("2027-01-01", 3, "2027-01-06")]
    [InlineData("2031-10-01", 2, "2031-10-03")]
    [InlineData("2019-09-30", 1, "2019-10-01")]
    public void A_year_without_a_list_counts_by_the_weekday(string from, int days, string until)
    {
        Assert.False(Days.Covers(DateOnly.Parse(from).Year));
        Assert.Equal(DateOnly.Parse(until), Days.Add(DateOnly.Parse(from), days));
    }

    [Fact]
    public void The_list_has_the_years_of_the_notices() =>
        Assert.Equal(Enumerable.Range(2020, 7), Enumerable.Range(2015, 20).Where(Days.Covers));

    [Fact]
    public void The_China_date_begins_at_sixteen_hundred_universal_time()
    {
        Assert.Equal(new DateOnly(2026, 2, 13), ChinaTime.Date(new(2026, 2, 13, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2026, 2, 14), ChinaTime.Date(new(2026, 2, 13, 16, 0, 0, TimeSpan.Zero)));
        Assert.Equal("20260214", ChinaTime.Compact(new(2026, 2, 14)));
    }
}
