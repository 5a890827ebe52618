using Adapter.Contracts;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>
/// What became of each hour of each region: derived from the runs, which are written before anything is asked, from the
/// hours noted as closed, and from the schedule. An hour without a whole download is missed until a later run brings its day.
/// </summary>
sealed class HourLedger(Hours hours, DownloadSchedule schedule, QuietRegions quiet, AdapterSettings settings, TimeProvider time)
{
    const int HoursOfADay = 24;

    public DateOnly Today => ChinaTime.Date(time.GetUtcNow());

    /// <param name="session">Reads one state of the store.</param>
    /// <param name="region">Null = all.</param>
    /// <param name="day">Not in the future.</param>
    public IReadOnlyList<DayEntry> Of(Session session, string? region, DateOnly day)
    {
        var silent = quiet.Now(session).ToDictionary(one => one.AAB301, one => Stamp.Day(one.LastDay));
        return [.. settings.Regions.Where(one => region is null || one.Code == region)
            .Select(one => Of(session, one, day) with { QuietSince = silent.GetValueOrDefault(one.Code) })];
    }

    DayEntry Of(Session session, RegionSettings region, DateOnly day)
    {
        var (from, until) = (Stamp.Of(ChinaHour.Of(day, 0)), Stamp.Of(ChinaHour.Of(day, HoursOfADay)));
        var now = time.GetUtcNow();
        // A run that lies in the future was before now, by a clock ahead of its time.
        var runs = hours.Runs(session, region.Code, from, until).Where(run => string.CompareOrdinal(run.StartedAt, Stamp.Of(now)) <= 0);
        var known = new DayRuns(Stamp.Day(day), [.. runs])
        {
            Later = hours.Whole(session, region.Code, Stamp.Day(day), until, Stamp.Of(now)),
            Closed = hours.Closed(session, region.Code, from, until).ToHashSet(StringComparer.Ordinal),
        };
        var begins = region.From is null ? hours.First(session, region.Code)?.StartedAt : "";
        return new()
        {
            AAB301 = region.Code,
            Day = known.Day,
            Repaired = hours.FoundOf(session, region.Code, known.Day),
            Repair = hours.RepairOf(session, region.Code, known.Day) is { } repair ? RepairEntry.Of(repair) : null,
            Hours = [.. Enumerable.Range(0, HoursOfADay).TakeWhile(hour => ChinaHour.Of(day, hour) <= now)
                .Select(hour => Of(known, day, hour, AskedDays.IsOnLine(region, day), IsSince(begins, day, hour)))],
        };
    }

    HourEntry Of(DayRuns known, DateOnly day, int hour, bool isOnLine, bool isBegun)
    {
        var (from, until) = (ChinaHour.Of(day, hour), ChinaHour.Of(day, hour + 1));
        var asked = known.Between(Stamp.Of(from), Stamp.Of(until));
        var entry = Sum(hour, asked);
        if (asked.Any(run => run.IsWhole)) return entry with { State = entry.New + entry.Changed > 0 ? HourState.Done : HourState.Empty };
        if (!isOnLine) return entry with { State = HourState.Offline };
        if (!isBegun) return entry with { State = HourState.Unbegun };
        if (IsClosed(known, asked, from, until)) return entry with { State = HourState.Closed };
        if (asked.Count == 0 && !schedule.Ticks(from, until).Any()) return entry with { State = HourState.Idle };
        entry = Caused(entry, asked.LastOrDefault());
        if (known.WholeFrom(Stamp.Of(until)) is { } later) return entry with { State = HourState.Repaired, RepairedAt = later.StartedAt, Found = later.Fresh };
        if (time.GetUtcNow() < until && asked.All(run => run.State == "asking")) return Sum(hour, asked);
        return entry with { State = entry.Class == "Throttled" ? HourState.Throttled : HourState.Missed };
    }

    bool IsClosed(DayRuns known, IReadOnlyList<RunRow> asked, DateTimeOffset from, DateTimeOffset until)
    {
        if (asked.Count > 0) return false;
        if (known.Closed.Contains(Stamp.Of(from))) return true;
        var ticks = schedule.Ticks(from, until).ToList();
        return ticks.Count > 0 && !ticks.Exists(schedule.IsOpenAt);
    }

    static HourEntry Sum(int hour, IReadOnlyList<RunRow> asked) => new()
    {
        Hour = hour,
        State = HourState.Waiting,
        StartedAt = asked.FirstOrDefault()?.StartedAt,
        EndedAt = asked.LastOrDefault()?.EndedAt,
        Runs = asked.Count,
        Pages = asked.Sum(run => run.Pages),
        Received = asked.Sum(run => run.Received),
        New = asked.Sum(run => run.Fresh),
        Known = asked.Sum(run => run.Known),
        Changed = asked.Sum(run => run.Changed),
        Flagged = asked.Sum(run => run.Flagged),
        Repaired = asked.Sum(run => run.Repaired),
    };

    static HourEntry Caused(HourEntry entry, RunRow? last) => last switch
    {
        null => entry with { Code = "not-running", Message = "程序没有运行" },
        { State: "asking" } => entry with { Code = RunBook.Interrupted, Message = "下载中断，未完成" },
        { State: "done" } => entry with { Code = last.Scope, Message = "只下载了待审核的申请" },
        _ => entry with { Class = last.Class, Code = last.Code ?? last.State, Message = last.Message },
    };

    // Where nobody said since when it is on line: since the hour in which it was first asked.
    static bool IsSince(string? begins, DateOnly day, int hour) =>
        begins is not null && string.CompareOrdinal(begins, Stamp.Of(ChinaHour.Of(day, hour + 1))) < 0;
}

/// <summary>The runs that bear on a day.</summary>
sealed record DayRuns(string Day, IReadOnlyList<RunRow> Runs)
{
    /// <summary>The first after the day that brought all of it.</summary>
    public RunRow? Later { get; init; }
    public required IReadOnlySet<string> Closed { get; init; }

    public IReadOnlyList<RunRow> Between(string from, string until) =>
        [.. Runs.Where(run => run.Covers(Day) && string.CompareOrdinal(run.StartedAt, from) >= 0 && string.CompareOrdinal(run.StartedAt, until) < 0)];

    public RunRow? WholeFrom(string instant) =>
        Runs.FirstOrDefault(run => run.IsWhole && run.Covers(Day) && string.CompareOrdinal(run.StartedAt, instant) >= 0) ?? Later;
}
