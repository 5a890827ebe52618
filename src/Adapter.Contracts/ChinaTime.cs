namespace Adapter.Contracts;

/// <summary>Asia/Shanghai: UTC+8, no daylight saving since 1991. The one place where a China date is computed.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>For calendars and time tables: independent of the zone data of the machine.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("China", Offset, "China", "China");

    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Date(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);

    /// <summary>The date as the ministry writes it: 20260213.</summary>
    public static string Compact(DateOnly date) => date.ToString("yyyyMMdd");
}
