using Adapter.Contracts;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>A deadline as a reviewer needs it: overdue, today, or how many working days are left.</summary>
sealed class Days(Agreement agreement, TimeProvider time)
{
    public DateOnly Today => ChinaTime.Date(time.GetUtcNow());

    public string Of(string deadline)
    {
        var day = Stamp.ParseDay(deadline);
        if (day < Today) return $"已超期 {WorkingDays(day, Today)} 个工作日";
        return day == Today ? "今日到期" : $"还有 {WorkingDays(Today, day)} 个工作日";
    }

    public string ToneOf(string deadline) => Stamp.ParseDay(deadline).CompareTo(Today) switch { < 0 => "bad", 0 => "doubt", _ => "plain" };

    int WorkingDays(DateOnly from, DateOnly to) => Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(step => agreement.WorkingDays.IsWorkingDay(from.AddDays(step)));
}
