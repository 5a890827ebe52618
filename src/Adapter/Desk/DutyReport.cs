using Adapter.Contracts;
using Adapter.Intake;
using Adapter.Store;

namespace Adapter.Desk;

/// <summary>Hours that no download has brought, of one region and one cause.</summary>
public sealed record MissedHours(string AAB301, string Cause, int Hours);

/// <summary>What happened since the last working day began, and what is due today.</summary>
public sealed record DutyFacts(DateOnly Since, IReadOnlyList<MissedHours> Missed, IReadOnlyList<OpenCount> Failed, IReadOnlyList<DueCount> Due);

/// <summary>What whoever is on duty must know in the morning.</summary>
sealed class DutyReport(Agreement agreement, Database database, Situation situation, HourLedger ledger, TimeProvider time)
{
    // The ledger of all regions is dear, and an hour is missed once.
    static readonly TimeSpan MissedFor = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    IReadOnlyList<MissedHours>? missed;
    long missedAt;

    public DutyFacts Of(IReadOnlyList<string>? regions)
    {
        var since = ledger.Today.AddDays(-1);
        while (!agreement.WorkingDays.IsWorkingDay(since)) since = since.AddDays(-1);
        return database.Read(session => new DutyFacts(
            since,
            [.. Missed(session, since).Where(one => regions?.Contains(one.AAB301) != false)],
            situation.FailedSince(session, regions, Stamp.Midnight(since)),
            situation.Due(session, regions, Stamp.Day(ledger.Today))));
    }

    IReadOnlyList<MissedHours> Missed(Session session, DateOnly since)
    {
        lock (gate)
        {
            if (missed is null || time.GetElapsedTime(missedAt) > MissedFor) (missed, missedAt) = ([.. Look(session, since)], time.GetTimestamp());
            return missed;
        }
    }

    IEnumerable<MissedHours> Look(Session session, DateOnly since) => Enumerable.Range(0, ledger.Today.DayNumber - since.DayNumber + 1)
        .SelectMany(step => ledger.Of(session, null, since.AddDays(step)))
        .SelectMany(day => day.Hours.Where(hour => hour.State is HourState.Missed or HourState.Throttled).Select(hour => (day.AAB301, Cause: CauseOf(hour))))
        .CountBy(hour => hour)
        .Select(count => new MissedHours(count.Key.AAB301, count.Key.Cause, count.Value));

    static string CauseOf(HourEntry hour) => hour.Class switch
    {
        "not-running" => "程序没有运行",
        "interrupted" => "下载中断",
        "short" or "shifting" => "下载不完整",
        "Throttled" => "部平台限流",
        null => "没有下载",
        _ => $"部平台异常 {hour.Code}",
    };
}
