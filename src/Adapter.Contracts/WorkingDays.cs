using System.Collections.Frozen;

namespace Adapter.Contracts;

/// <summary>The working-day calendar of <c>contracts/tables/holidays.csv</c>; a day beyond it counts by its weekday.</summary>
public sealed class WorkingDays
{
    readonly FrozenDictionary<DateOnly, bool> works;
    readonly FrozenSet<int> years;

    internal WorkingDays(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        works = rows.ToFrozenDictionary(row => DateOnly.ParseExact(row["date"], "yyyy-MM-dd"), row => row["kind"] == "workday");
        years = works.Keys.Select(day => day.Year).ToFrozenSet();
    }

    /// <summary>The day that is <paramref name="days"/> working days after <paramref name="day"/>, which itself does not count.</summary>
    public DateOnly Add(DateOnly day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) days--;
        }
        return day;
    }

    public bool IsWorkingDay(DateOnly day) => works.TryGetValue(day, out var listed)
        ? listed
        : day.DayOfWeek is not DayOfWeek.Saturday and not DayOfWeek.Sunday;

    /// <summary>Whether the list has the holidays of that year.</summary>
    public bool Covers(int year) => years.Contains(year);
}
