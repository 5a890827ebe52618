using System.Collections.Concurrent;
using Adapter.Ministry;
using Adapter.Settings;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>The download loop of wire.md for one region at a time: every page is stored before the next is asked for.</summary>
sealed partial class Downloader(MinistryClient ministry, RunBook book, Receiver receiver, AdapterSettings settings, ILogger<Downloader> log)
{
    readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new();

    /// <summary>Downloads a region's window; null = what is next. A failure is in the row that is given back.</summary>
    /// <param name="progress">Told after every page.</param>
    public async Task<RunRow> Run(string region, Window? window = null, Action<RunRow>? progress = null, CancellationToken stop = default)
    {
        var gate = gates.GetOrAdd(region, _ => new(1, 1));
        await gate.WaitAsync(stop);
        try
        {
            var own = window ?? book.NextWindow(region);
            var reached = book.ReachedWith(region, own);
            return await Run(await book.Begin(region, own), own, reached, progress, stop);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Reads again the pages that were stored and not yet read when the program stopped.</summary>
    public async Task Recover()
    {
        await book.Abandon();
        foreach (var (run, page) in book.Unparsed())
        {
            try
            {
                await Recover(run, page);
            }
            catch (Exception failure)
            {
                // It stays unread and is tried again at the next start; its window is downloaded again anyway.
                NotRecovered(failure, page.Id, run.AAB301);
            }
        }
    }

    async Task Recover(RunRow run, PageRow page)
    {
        var content = ministry.ReadPage(new()
        {
            MessageId = page.MessageId,
            Status = (int)page.Status,
            ContentType = page.ContentType,
            Bytes = page.Raw,
        });
        if (content.Outcome.IsDelivered) await receiver.Receive(run, page, content, null);
        else await book.Close(page);
        Recovered(page.Id, run.AAB301, content.Rows.Count);
    }

    async Task<RunRow> Run(RunRow run, Window window, DateOnly? reached, Action<RunRow>? progress, CancellationToken stop)
    {
        var way = new Progress();
        while (!way.IsOver)
        {
            Failpoint.Hit("dl.before_send");
            var answer = await ministry.Download(Question(run, window, way.PageNo), stop);
            Failpoint.Hit("dl.after_response");
            var page = await book.Keep(run, way.PageNo, answer);
            Failpoint.Hit("dl.raw_after_commit");
            var content = ministry.ReadPage(answer);
            if (content.Outcome.IsDelivered)
            {
                run = await receiver.Receive(run, page, content, way.Completes(content) ? reached : null);
                way.Take(content);
                progress?.Invoke(run);
            }
            else
            {
                await book.Close(page);
                way.Fail(content.Outcome);
            }
        }
        run = await book.End(way.Close(run));
        Ended(run.State == "done" ? LogLevel.Information : LogLevel.Warning, run.AAB301, run.State, run.Code, run.Pages, run.Received, run.Fresh);
        return run;
    }

    DownloadQuestion Question(RunRow run, Window window, int pageNo) => new()
    {
        AAB301 = run.AAB301,
        From = window.From,
        Until = window.To,
        PageNo = pageNo,
        PageSize = settings.Download.PageSize,
    };

    [LoggerMessage(Message = "Download of {AAB301}: {State} {Code}, {Pages} pages, {Received} received, {Fresh} new")]
    partial void Ended(LogLevel level, string AAB301, string state, string? code, long pages, long received, long fresh);

    [LoggerMessage(LogLevel.Information, "Page {PageId} of {AAB301} was stored before the stop and read now: {Rows} rows")]
    partial void Recovered(long pageId, string AAB301, int rows);

    [LoggerMessage(LogLevel.Error, "Page {PageId} of {AAB301} was stored before the stop and cannot be read now")]
    partial void NotRecovered(Exception failure, long pageId, string AAB301);
}
