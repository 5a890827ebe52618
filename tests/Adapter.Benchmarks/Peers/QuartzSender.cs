using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Adapter.Benchmarks.Peers;

/// <summary>Quartz with PostgreSQL, a job and a trigger a record, 32 at a time.</summary>
sealed class QuartzSender : IPeerSender
{
    readonly ServiceProvider services;

    public QuartzSender(string database, Uri address) => services = new ServiceCollection()
        .AddLogging(log => log.ClearProviders())
        .AddSingleton(new Posting(address))
        .AddQuartz(jobs =>
        {
            jobs.ConfigureScheduler(scheduler => scheduler.MaxBatchSize = 32);
            jobs.UseDefaultThreadPool(32);
            jobs.UsePersistentStore(store =>
            {
                store.UsePostgres(database);
                store.ProvisionSchema();
            });
        }).BuildServiceProvider();

    public async Task Fill(IReadOnlyList<string> bodies)
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        for (var number = 0; number < bodies.Count; number++)
        {
            var job = JobBuilder.Create<SendJob>().WithIdentity($"record-{number}").UsingJobData("body", bodies[number]).Build();
            await scheduler.ScheduleJob(job, TriggerBuilder.Create().WithIdentity($"record-{number}").StartNow().Build());
        }
    }

    public async Task Go() => await (await services.GetRequiredService<ISchedulerFactory>().GetScheduler()).Start();

    public async ValueTask DisposeAsync()
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Shutdown();
        await services.DisposeAsync();
    }

    sealed class SendJob(Posting posting) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken stop) => await posting.Post(context.MergedJobDataMap.GetString("body")!);
    }
}
