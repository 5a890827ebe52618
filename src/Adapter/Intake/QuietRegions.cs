using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>A region without applications, since the day of its last one.</summary>
sealed record QuietRegion(string AAB301, DateOnly LastDay, int WorkingDays);

/// <summary>
/// Regions that usually have applications and have had none for days. Usually: on more than half of twenty working days.
/// For days: on none of the three working days after these and before today, nor since. Days are those of AAE127.
/// </summary>
sealed class QuietRegions(Database database, Hours hours, Agreement agreement, AdapterSettings settings, TimeProvider time)
{
    const int Usual = 20;
    const int Silent = 3;

    public IReadOnlyList<QuietRegion> Now() => database.Read(Now);

    /// <summary>Those that are on line now.</summary>
    public IReadOnlyList<QuietRegion> Now(Session session)
    {
        var today = ChinaTime.Date(time.GetUtcNow());
        var silent = WorkingDaysBefore(today, Silent);
        var usual = WorkingDaysBefore(silent[^1], Usual);
        return [.. settings.Regions.Where(region => AskedDays.IsOnLine(region, today))
            .Select(region => Of(session, region.Code, today, silent[^1], usual)).OfType<QuietRegion>()];
    }

    QuietRegion? Of(Session session, string region, DateOnly today, DateOnly silentSince, List<DateOnly> usual)
    {
        var days = hours.Days(session, region, ChinaTime.Compact(usual[^1]), ChinaTime.Compact(today))
            .Select(text => CompactDate.Day(text)).OfType<DateOnly>().ToHashSet();
        if (days.Any(day => day >= silentSince) || usual.Count(days.Contains) * 2 <= Usual) return null;
        return new(region, days.Max(), WorkingDaysBetween(days.Max(), today));
    }

    /// <summary>The nearest first.</summary>
    List<DateOnly> WorkingDaysBefore(DateOnly day, int count)
    {
        var days = new List<DateOnly>();
        while (days.Count < count)
        {
            day = day.AddDays(-1);
            if (agreement.WorkingDays.IsWorkingDay(day)) days.Add(day);
        }
        return days;
    }

    int WorkingDaysBetween(DateOnly last, DateOnly today)
    {
        var count = 0;
        for (var day = last.AddDays(1); day < today; day = day.AddDays(1))
            if (agreement.WorkingDays.IsWorkingDay(day)) count++;
        return count;
    }
}
