namespace Adapter.Contracts;

/// <summary>Asia/Shanghai: UTC+8, no daylight saving since 1991. The one place where a China date is computed.</summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly Date(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);

    /// <summary>The date as the ministry writes it: 20260213.</summary>
    public static string Compact(DateOnly date) => date.ToString("yyyyMMdd");
}
