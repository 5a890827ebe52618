using Adapter.Contracts;
using Adapter.Settings;
using Quartz;

namespace Adapter.Intake;

static class IntakeRegistration
{
    /// <summary>The download: its loop and what it hands to. It runs by itself only with <see cref="AddDownloadSchedule"/>.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddValidation()
        .AddSingleton<Deadlines>()
        .AddSingleton<Arrivals>()
        .AddSingleton<Shelving>()
        .AddSingleton<Receiver>()
        .AddSingleton<RunBook>()
        .AddSingleton<Downloader>()
        .AddSingleton<Baseline>();

    public static IServiceCollection AddDownloadSchedule(this IServiceCollection services, AdapterSettings settings)
    {
        services.AddSingleton<DownloadSchedule>();
        services.AddSingleton<DownloadRound>();
        services.AddHostedService<DownloadStart>();
        services.AddQuartz(jobs => jobs.ScheduleJob<DownloadJob>(trigger => trigger
            .WithIdentity("download")
            .WithCronSchedule(settings.Download.Cron, cron => cron.InTimeZone(ChinaTime.Zone))));
        return services;
    }
}
