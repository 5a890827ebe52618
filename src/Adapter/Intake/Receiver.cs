using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>The second transaction of a page: its records, their findings, what happened, and the watermark behind the last one.</summary>
sealed partial class Receiver(Writer writer, Downloads downloads, Arrivals arrivals, Shelving shelving, ILogger<Receiver> log)
{
    /// <param name="reached">The day up to which the region is complete with this page; null = not yet.</param>
    public async Task<RunRow> Receive(RunRow run, PageRow page, DownloadPage content, DateOnly? reached)
    {
        var read = arrivals.Read(run.AAB301, content.Rows);
        var tally = new Tally();
        var done = tally.AddTo(run, 0);
        await writer.Write(session =>
        {
            tally = new();
            var source = new Source(run.AAB301, page.Id, page.ReceivedAt);
            foreach (var arrival in read) shelving.Put(session, source, arrival, tally);
            Failpoint.Hit("dl.inserted");
            done = tally.AddTo(run, read.Count) with { Pages = run.Pages + 1 };
            downloads.Parsed(session, page.Id, page.ReceivedAt);
            downloads.End(session, done);
            if (reached is { } day) downloads.Advance(session, run.AAB301, day, page.ReceivedAt);
            if (reached is not null) Failpoint.Hit("dl.watermark");
            Failpoint.Hit("dl.before_commit");
        }, patient: true);
        Failpoint.Hit("dl.after_commit");
        foreach (var number in tally.ChangedAfterDecision) ChangedAfterDecision(number, run.AAB301);
        return done;
    }

    [LoggerMessage(LogLevel.Warning, "{ADC201} of {AAB301} was changed by the platform after it was decided here")]
    partial void ChangedAfterDecision(string ADC201, string AAB301);
}
