using Adapter.Settings;

namespace Adapter.Store;

/// <summary>
/// Allocates AAZ341 where the caller gives none: region (6) + yyMMdd (6) + sequence (6). It is used in the transaction
/// that takes it, so it is never given twice; a gap is possible and harmless.
/// </summary>
sealed class Serials(AdapterSettings settings)
{
    /// <exception cref="SerialsExhausted">The reserved range of this region and day is used up.</exception>
    public string Next(Session session, string AAB301, DateOnly day)
    {
        var first = settings.Serial.From ?? 1;
        var last = session.One<long>(Sql.Next, new { AAB301, day = Stamp.Day(day), first });
        if (last > (settings.Serial.To ?? 999_999)) throw new SerialsExhausted(AAB301);
        return $"{AAB301}{day:yyMMdd}{last:D6}";
    }

    internal static class Sql
    {
        public const string Next = """
            insert into serial (AAB301, day, last) values (@AAB301, @day, @first)
            on conflict (AAB301, day) do update set last = serial.last + 1 returning last
            """;
    }
}

sealed class SerialsExhausted(string region) : Exception($"Serial:From-To is used up for region {region} today");
