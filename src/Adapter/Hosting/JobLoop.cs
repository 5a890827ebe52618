using Adapter.Store;

namespace Adapter.Hosting;

/// <summary>Goes on with every running job, from the rows in the store: after a restart as if nothing had been.</summary>
sealed partial class JobLoop(JobRuns runs, TimeProvider time, ILogger<JobLoop> log) : BackgroundService
{
    // Sees how a replay's trial ends.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Finds what the command line began.
    static readonly TimeSpan PauseWithoutJobs = TimeSpan.FromSeconds(1);

    static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(10);

    // One that fails rests until then, and holds up no other.
    readonly Dictionary<long, DateTimeOffset> resting = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    internal async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = await Round();
            if (pause > TimeSpan.Zero) await runs.Wake.Wait(pause, time, stop);
        }
    }

    /// <summary>A step of every job; how long to wait before the next.</summary>
    async Task<TimeSpan> Round()
    {
        try
        {
            var (moved, running) = (false, runs.Running());
            foreach (var job in running.Where(job => !(resting.TryGetValue(job.Id, out var until) && time.GetUtcNow() < until))) moved |= await Try(job.Id);
            return moved ? TimeSpan.Zero : running.Count > 0 ? Pause : PauseWithoutJobs;
        }
        catch (Exception failure)
        {
            Failed(failure);
            return PauseAfterFailure;
        }
    }

    async Task<bool> Try(long id)
    {
        try
        {
            var moved = await Step(id);
            resting.Remove(id);
            return moved;
        }
        catch (Exception failure)
        {
            StepFailed(failure, id);
            resting[id] = time.GetUtcNow() + PauseAfterFailure;
            return false;
        }
    }

    async Task<bool> Step(long id)
    {
        var (moved, job) = await runs.Step(id);
        if (job.State != JobState.Running) Ended(id, job.State, job.Released, job.Total);
        return moved;
    }

    [LoggerMessage(LogLevel.Information, "Job {Id} is {State}: {Released} of {Total} dealt with")]
    partial void Ended(long id, string state, long released, long total);

    [LoggerMessage(LogLevel.Error, "The jobs could not be looked up; it is tried again")]
    partial void Failed(Exception failure);

    [LoggerMessage(LogLevel.Error, "A step of job {Id} failed; it is tried again")]
    partial void StepFailed(Exception failure, long id);
}
