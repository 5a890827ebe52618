using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Days of applications, both included.</summary>
sealed record Window(DateOnly From, DateOnly To);

/// <summary>Writes down a run and its raw pages before anything is done with them.</summary>
sealed class RunBook(Database database, Writer writer, Downloads downloads, AdapterSettings settings, TimeProvider time)
{
    // Where nobody said since when the region is on-line: longer than an application stays open.
    const int FirstDays = 90;

    /// <summary>From the watermark less the overlap until today; the first time from the day the region went on-line.</summary>
    public Window NextWindow(string region)
    {
        var today = ChinaTime.Date(time.GetUtcNow());
        var watermark = database.Read(session => downloads.Watermark(session, region));
        var from = settings.Regions.FirstOrDefault(known => known.Code == region)?.From ?? today.AddDays(-FirstDays);
        return new(watermark is { } day ? day.AddDays(-settings.Download.OverlapDays) : from < today ? from : today, today);
    }

    /// <summary>
    /// The day up to which a region is complete when this window is; null when it begins after what the next download
    /// would ask: the watermark would move over a gap.
    /// </summary>
    public DateOnly? ReachedWith(string region, Window window)
    {
        var next = NextWindow(region);
        if (window.From > next.From) return null;
        return window.To < next.To ? window.To : next.To;
    }

    public async Task<RunRow> Begin(string region, Window window)
    {
        var run = new RunRow { AAB301 = region, DayFrom = Stamp.Day(window.From), DayTo = Stamp.Day(window.To), StartedAt = Now };
        return run with { Id = await writer.Write(session => downloads.Begin(session, run)) };
    }

    public async Task<PageRow> Keep(RunRow run, int pageNo, RawAnswer answer)
    {
        var page = new PageRow
        {
            RunId = run.Id,
            PageNo = pageNo,
            MessageId = answer.MessageId,
            Status = answer.Status,
            ContentType = answer.ContentType,
            Raw = answer.Bytes,
            ReceivedAt = Now,
        };
        return page with { Id = await writer.Write(session => Keep(session, page), patient: true) };
    }

    long Keep(Session session, PageRow page)
    {
        var id = downloads.Keep(session, page);
        Failpoint.Hit("dl.raw_before_commit");
        return id;
    }

    /// <summary>A page that holds no records is kept, and done with.</summary>
    public Task Close(PageRow page) => writer.Write(session => downloads.Parsed(session, page.Id, Now), patient: true);

    public async Task<RunRow> End(RunRow run)
    {
        run = run with { EndedAt = Now };
        await writer.Write(session => downloads.End(session, run), patient: true);
        return run;
    }

    /// <summary>Runs and pages that a crash left behind.</summary>
    public Task Abandon() => writer.Write(session => downloads.Abandon(session, Now), patient: true);

    public IReadOnlyList<(RunRow Run, PageRow Page)> Unparsed() => database.Read(session =>
        downloads.Unparsed(session).Select(page => (downloads.Run(session, page.RunId)!, page)).ToList());

    public RunRow? Last(string region) => database.Read(session => downloads.Last(session, region));

    string Now => Stamp.Of(time.GetUtcNow());
}
