using Adapter.Store;

namespace Adapter.Review;

/// <summary>Removes files of imports that nobody comes for any more, at the start and every hour.</summary>
sealed class ImportSweep(Database database, Writer writer, Jobs jobs, ImportShelf shelf, ImportBook book) : BackgroundService
{
    static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the start: nothing waits for it.
        await Task.Yield();
        using var timer = new PeriodicTimer(BetweenRounds);
        try
        {
            await EndLost();
            for (var isStart = true; isStart || await timer.WaitForNextTickAsync(stoppingToken); isStart = false) Sweep(isStart);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    // What was handed in over HTTP lies with us; without it the rest will never come.
    async Task EndLost()
    {
        foreach (var import in database.Read(book.Open).Where(import => import.Door != Actor.Shell && !shelf.Files.HasSource(import)))
            await writer.Write(session => jobs.End(session, import.JobId, JobState.Stopped, "所交的文件已不在，请重新导入；已报送的不会重复"));
    }

    void Sweep(bool isStart)
    {
        foreach (var place in shelf.Files.Places())
        {
            var end = database.Read(session => book.EndOf(session, place));
            if (end is null) shelf.Files.RemoveStray(place, isStart);
            else if (end != "") shelf.Files.RemoveEnded(place, Stamp.Parse(end));
        }
    }
}
