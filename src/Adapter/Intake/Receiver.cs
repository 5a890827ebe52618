using Adapter.Contracts;
using Adapter.Ministry;
using Adapter.Store;

namespace Adapter.Intake;

/// <summary>The second transaction of a page: its records, their findings, what happened, and the watermark behind the last one.</summary>
sealed partial class Receiver(Writer writer, PageBooks books, Arrivals arrivals, Shelving shelving, ILogger<Receiver> log)
{
    readonly Downloads downloads = books.Downloads;

    /// <param name="run">The run that asked.</param>
    /// <param name="page">Stored already.</param>
    /// <param name="content">What was read of it.</param>
    /// <param name="reached">The day up to which the region is complete with this page; null = not yet.</param>
    /// <param name="roll">Takes down what is listed.</param>
    public async Task<RunRow> Receive(RunRow run, PageRow page, DownloadPage content, DateOnly? reached, Roll? roll = null)
    {
        var read = arrivals.Read(run.AAB301, content.Rows).ToList();
        // A clock set right in the meantime: no day is reached that has not come.
        if (ChinaTime.Date(Stamp.Parse(page.ReceivedAt)) is var today && reached > today) reached = today;
        // What a repair finds is noted for its day, each by itself.
        var together = run.Purpose != RunPurpose.Repair;
        while (true)
        {
            var at = together ? null : new Place();
            try
            {
                run = await Put(run, page, read, reached, at);
                break;
            }
            catch (Exception failure) when (together && RecordFault.Is(failure))
            {
                // One by one it shows which of them it was.
                together = false;
            }
            catch (Exception failure) when (at?.Row is { } row && read[row].Failure is null && RecordFault.Is(failure))
            {
                read[row] = arrivals.Failed(row + 1, read[row].Raw, failure);
            }
        }
        read.ForEach(arrival => roll?.Add(arrival));
        return run;
    }

    /// <param name="run">Theirs.</param>
    /// <param name="page">Theirs.</param>
    /// <param name="read">The records.</param>
    /// <param name="reached">As above.</param>
    /// <param name="at">Follows them one by one; null = they are put together.</param>
    async Task<RunRow> Put(RunRow run, PageRow page, List<Arrival> read, DateOnly? reached, Place? at)
    {
        var tally = new Tally();
        var done = tally.AddTo(run, 0);
        await writer.Write(session =>
        {
            tally = new();
            var source = new Source(run, page.Id, page.ReceivedAt) { MissedBefore = MissedBefore(session, run) };
            if (at is null) shelving.PutTogether(session, source, read, tally);
            else at.Through(read, arrival => shelving.Put(session, source, arrival, tally));
            Failpoint.Hit("dl.inserted");
            done = tally.AddTo(run, read.Count) with { Pages = run.Pages + 1 };
            downloads.Parsed(session, page.Id, page.ReceivedAt);
            downloads.Answered(session, page.MessageId);
            downloads.End(session, done);
            if (reached is { } day) downloads.Advance(session, run.AAB301, day, page.ReceivedAt);
            if (reached is not null) Failpoint.Hit("dl.watermark");
            Failpoint.Hit("dl.before_commit");
        }, patient: true);
        Failpoint.Hit("dl.after_commit");
        foreach (var number in tally.ChangedAfterDecision) ChangedAfterDecision(number, run.AAB301);
        foreach (var (rowNo, reason) in tally.Unreadable) NotKept(rowNo, page.Id, run.AAB301, reason);
        return done;
    }

    // What a repair finds of days before the last whole download's should have come with that one.
    DateOnly? MissedBefore(Session session, RunRow run) =>
        run.Purpose == RunPurpose.Repair && books.Hours.WholeBefore(session, run.AAB301, run.Id) is { } whole
            ? ChinaTime.Date(Stamp.Parse(whole.StartedAt)) : null;

    /// <summary>Which record is being put; null before and after them.</summary>
    sealed class Place
    {
        public int? Row { get; private set; }

        public void Through(List<Arrival> read, Action<Arrival> put)
        {
            for (Row = 0; Row < read.Count; Row++) put(read[Row.Value]);
            Row = null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{ADC201} of {AAB301} was changed by the platform after it was decided here")]
    partial void ChangedAfterDecision(string ADC201, string AAB301);

    [LoggerMessage(LogLevel.Warning, "Record {RowNo} of page {PageId} of {AAB301} is kept as it came and cannot be reviewed: {Reason}")]
    partial void NotKept(int rowNo, long pageId, string AAB301, string reason);
}

/// <summary>The books of a page beside those of its records.</summary>
sealed record PageBooks(Downloads Downloads, Hours Hours);
