using Adapter.Contracts;
using Adapter.Settings;
using Quartz;

namespace Adapter.Hosting;

static class StoreCheckRegistration
{
    const string EachNight = "0 40 2 * * ?";

    /// <summary>The checks of a SQLite store; PostgreSQL has checksums of its own.</summary>
    public static IServiceCollection AddStoreCheck(this IServiceCollection services, AdapterSettings settings)
    {
        if (settings.Store != "sqlite") return services;
        services.AddHostedService<StoreCheck>();
        services.AddHostedService<StoreCheckStart>();
        return services.AddQuartz(jobs =>
        {
            jobs.AddJob<StoreCheckJob>(job => job.WithIdentity(StoreCheckJob.Key).StoreDurably());
            jobs.AddTrigger(trigger => trigger.ForJob(StoreCheckJob.Key).WithIdentity("store-check")
                .WithCronSchedule(EachNight, cron => cron.InTimeZone(ChinaTime.Zone)));
        });
    }
}
