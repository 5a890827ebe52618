using Adapter.Contracts;

namespace Adapter.Intake;

/// <summary>The hours of China's days.</summary>
static class ChinaHour
{
    /// <summary>The first instant of the hour that holds this one.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerHour));

    /// <summary>The first instant of an hour, 0 to 24, of a day.</summary>
    public static DateTimeOffset Of(DateOnly day, int hour) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), ChinaTime.Offset).AddHours(hour);
}
