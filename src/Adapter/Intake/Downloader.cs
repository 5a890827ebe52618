using System.Collections.Concurrent;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>The download loop of wire.md for one region at a time: every page is stored before the next is asked for.</summary>
sealed partial class Downloader(MinistryClient ministry, RunBook book, Receiver receiver, Recovery recovery, ILogger<Downloader> log)
{
    readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new();

    /// <summary>Downloads a region's window; null = what is next. A failure is in the row that is given back.</summary>
    /// <param name="progress">Told after every page.</param>
    public Task<RunRow> Run(string region, Window? window = null, Action<RunRow>? progress = null, CancellationToken stop = default) =>
        Run(region, () => new(window ?? book.NextWindow(region)), progress, stop);

    public Task<RunRow> Run(string region, Errand errand, CancellationToken stop) => Run(region, () => errand, null, stop);

    async Task<RunRow> Run(string region, Func<Errand> choose, Action<RunRow>? progress, CancellationToken stop)
    {
        var gate = gates.GetOrAdd(region, _ => new(1, 1));
        await gate.WaitAsync(stop);
        try
        {
            await recovery.AskAgain(region, stop);
            await book.SetRight(region);
            var errand = choose();
            var reached = book.ReachedWith(region, errand);
            var run = await book.Begin(region, errand);
            try
            {
                return await Run(run, errand, reached, progress, stop);
            }
            catch (Exception failure)
            {
                await book.Fail(run, failure);
                throw;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    async Task<RunRow> Run(RunRow run, Errand errand, DateOnly? reached, Action<RunRow>? progress, CancellationToken stop)
    {
        var way = new Progress();
        while (!way.IsOver)
        {
            var call = ministry.Prepare(book.Question(run, way.PageNo));
            await book.Ask(run, way.PageNo, call);
            Failpoint.Hit("dl.before_send");
            var answer = await ministry.Ask(call, stop);
            Failpoint.Hit("dl.after_response");
            var page = await book.Keep(run, way.PageNo, answer);
            Failpoint.Hit("dl.raw_after_commit");
            var content = ministry.ReadPage(answer);
            if (content.Outcome.IsDelivered)
            {
                run = await receiver.Receive(run, page, content, way.Completes(content) ? reached : null, errand.Roll);
                way.Take(content);
                progress?.Invoke(run);
            }
            else
            {
                await book.Close(page, content.Outcome);
                way.Fail(content.Outcome);
            }
        }
        run = await book.End(way.Close(run));
        Ended(run.State == "done" ? LogLevel.Information : LogLevel.Warning, run.AAB301, run.State, run.Code, run.Pages, run.Received, run.Fresh);
        return run;
    }

    [LoggerMessage(Message = "Download of {AAB301}: {State} {Code}, {Pages} pages, {Received} received, {Fresh} new")]
    partial void Ended(LogLevel level, string AAB301, string state, string? code, long pages, long received, long fresh);
}
