using System.Globalization;
using Adapter.Intake;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Api;

/// <summary>/api/hours: what became of each hour of each region.</summary>
static class HourCalls
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/hours", List).WithTags("下载").Needs("read")
        .Produces<Listing<DayEntry>>().ProducesProblem(400)
        .WithSummary("逐时下载记录：day（北京时间，默认今天）这一天各地区每小时是否下载、得到多少、漏了哪些；next总为空")
        .WithExample(null, Examples.Hours);

    static IResult List(string? region, string? day, Database database, HourLedger ledger, AdapterSettings settings)
    {
        if (region is not null && !settings.Regions.Any(known => known.Code == region)) throw Cursor.Invalid("region");
        var wanted = ledger.Today;
        if (day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out wanted)) throw Cursor.Invalid("day");
        if (wanted > ledger.Today) throw Cursor.Invalid("day");
        return TypedResults.Json(new Listing<DayEntry>(database.Read(session => ledger.Of(session, region, wanted)), null));
    }
}
