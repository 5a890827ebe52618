using System.Globalization;

namespace Adapter.Store;

/// <summary>Instants as the store keeps them: ISO-8601 UTC text whose order is the order of time.</summary>
static class Stamp
{
    /// <summary>Sorts after every instant: never due.</summary>
    public const string Never = "9999-12-31T00:00:00.000Z";

    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string stamp) =>
        DateTimeOffset.Parse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>For a person: China time to the minute; "" when there is none.</summary>
    public static string Shown(string? stamp) => stamp is null or "" or Never ? "" : Contracts.ChinaTime.Of(Parse(stamp)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The first instant of a China day.</summary>
    public static string Midnight(DateOnly day) => Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Contracts.ChinaTime.Offset));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly ParseDay(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
