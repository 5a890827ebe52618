using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>Writes down a run, its questions and its raw pages before anything is done with them.</summary>
sealed class RunBook(Database database, Writer writer, Downloads downloads, AskedDays days, TimeProvider time)
{
    /// <summary>The code of a run that a stop or a crash ended.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>What a region is asked next.</summary>
    public Window NextWindow(string region)
    {
        var watermark = database.Read(session => downloads.Watermark(session, region));
        return days.Next(region, watermark);
    }

    /// <summary>
    /// The day up to which a region is complete when this is done; null when it begins after what the next download
    /// would ask, as the watermark would move over a gap, or does not ask for all.
    /// </summary>
    public DateOnly? ReachedWith(string region, Errand errand)
    {
        var next = NextWindow(region);
        if (errand.Scope != RunScope.All || errand.Window.From > next.From) return null;
        return errand.Window.To < next.To ? errand.Window.To : next.To;
    }

    /// <summary>Before a window is chosen: a clock that was ahead may have set the watermark too far.</summary>
    public async Task SetRight(string region)
    {
        var today = ChinaTime.Date(time.GetUtcNow());
        if (database.Read(session => downloads.Watermark(session, region)) > today)
            await writer.Write(session => downloads.TakeBack(session, region, days.ReachedBy(region, downloads.Downloaded(session, region, today)), Now));
    }

    public async Task<RunRow> Begin(string region, Errand errand)
    {
        var run = new RunRow
        {
            AAB301 = region,
            DayFrom = Stamp.Day(errand.Window.From),
            DayTo = Stamp.Day(errand.Window.To),
            StartedAt = Now,
            Purpose = errand.Purpose,
            Scope = errand.Scope,
        };
        return run with { Id = await writer.Write(session => downloads.Begin(session, run)) };
    }

    public DownloadQuestion Question(RunRow run, int pageNo) => new()
    {
        AAB301 = run.AAB301,
        From = Stamp.ParseDay(run.DayFrom),
        Until = Stamp.ParseDay(run.DayTo),
        QueryScope = days.ScopeOf(run),
        PageNo = pageNo,
        PageSize = days.PageSize,
    };

    /// <summary>Before it is sent: if no answer can be read, it is asked again under its number.</summary>
    public Task Ask(RunRow run, int pageNo, Call call) => writer.Write(session => downloads.Ask(session, new()
    {
        MessageId = call.MessageId,
        RunId = run.Id,
        AAB301 = run.AAB301,
        PageNo = pageNo,
        Body = call.Wrapped.Body,
        EncType = call.Wrapped.EncType,
        SymmetricKey = call.Wrapped.SymmetricKey,
        Iv = call.Wrapped.IV,
        AskedAt = Now,
    }));

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

    /// <summary>A page that holds no records is kept, and done with; its question is, unless nobody knows what the platform did.</summary>
    public Task Close(PageRow page, Outcome outcome) => writer.Write(session =>
    {
        downloads.Parsed(session, page.Id, Now);
        if (outcome.Class != OutcomeClass.Unknown) downloads.Answered(session, page.MessageId);
    }, patient: true);

    public async Task<RunRow> End(RunRow run)
    {
        run = run with { EndedAt = Now };
        await writer.Write(session => downloads.End(session, run), patient: true);
        return run;
    }

    public Task Fail(RunRow run, Exception failure) => End(Current(run) with
    {
        State = "failed",
        Code = failure is OperationCanceledException ? Interrupted : failure.GetType().Name,
        Message = failure is OperationCanceledException ? "程序停止，下次启动接着下载" : "程序内部出错，详见日志",
    });

    /// <summary>Runs and pages that a crash left behind.</summary>
    public Task Abandon() => writer.Write(session => downloads.Abandon(session, Now), patient: true);

    public IReadOnlyList<(RunRow Run, PageRow Page)> Unparsed() => database.Read(session =>
        downloads.Unparsed(session).Select(page => (downloads.Run(session, page.RunId)!, page)).ToList());

    /// <summary>What a region was asked and did not answer, after an outage of days too; what is older than the repair looks back is let go.</summary>
    public async Task<IReadOnlyList<(RunRow Run, RequestRow Request)>> Unanswered(string region)
    {
        var open = database.Read(session => downloads.Unanswered(session, region)
            .Select(request => (Run: downloads.Run(session, request.RunId)!, request)).ToList());
        var oldest = Stamp.Of(time.GetUtcNow() - AskedDays.MostAsked);
        var old = open.Where(one => string.CompareOrdinal(one.request.AskedAt, oldest) < 0).ToList();
        if (old.Count > 0) await writer.Write(session => old.ForEach(one => downloads.Answered(session, one.request.MessageId)));
        return [.. open.Except(old)];
    }

    /// <summary>A run as it is held now: of several pages that are read late each counts on from the one before.</summary>
    public RunRow Current(RunRow run) => database.Read(session => downloads.Run(session, run.Id))!;

    public RunRow? Last(string region) => database.Read(session => downloads.Last(session, region));

    string Now => Stamp.Of(time.GetUtcNow());
}
