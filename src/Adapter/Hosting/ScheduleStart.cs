using Quartz;

namespace Adapter.Hosting;

/// <summary>Makes the schedule once the program answers: it takes a quarter of a start, and nothing waits for it.</summary>
sealed class ScheduleStart(QuartzHostedService schedule, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = lifetime.ApplicationStarted.Register(answers.SetResult);
        await answers.Task.WaitAsync(stoppingToken);
        await schedule.StartAsync(stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await schedule.StopAsync(cancellationToken);
    }
}
