using Adapter.Contracts;
using Adapter.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace Adapter.Intake;

static class IntakeRegistration
{
    /// <summary>The download: its loop and what it hands to. It runs by itself only with <see cref="AddDownloadSchedule"/>.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddHourLedger()
        .AddValidation()
        .AddSingleton<Deadlines>()
        .AddSingleton<Arrivals>()
        .AddSingleton<Shelving>()
        .AddSingleton<Receiver>()
        .AddSingleton<PageBooks>()
        .AddSingleton<AskedDays>()
        .AddSingleton<RunBook>()
        .AddSingleton<Recovery>()
        .AddSingleton<Downloader>()
        .AddSingleton<AskedDownloads>()
        .AddSingleton<Baseline>();

    /// <summary>What is read of the downloads by hours; needs the platform's opening hours and profile.</summary>
    public static IServiceCollection AddHourLedger(this IServiceCollection services)
    {
        services.TryAddSingleton<DownloadSchedule>();
        services.TryAddSingleton<QuietRegions>();
        services.TryAddSingleton<HourLedger>();
        return services;
    }

    public static IServiceCollection AddDownloadSchedule(this IServiceCollection services, AdapterSettings settings)
    {
        services.AddHourLedger();
        services.AddSingleton<RepairBook>();
        services.AddSingleton<Repair>();
        services.AddSingleton<RegionTurn>();
        services.AddSingleton<DownloadRound>();
        services.AddSingleton<QuietWatch>();
        services.AddHostedService<DownloadStart>();
        services.AddQuartz(jobs => jobs.ScheduleJob<RepairJob>(trigger => trigger
            .WithIdentity("repair")
            .WithCronSchedule(settings.Download.RepairCron, cron => cron.InTimeZone(ChinaTime.Zone))));
        services.AddQuartz(jobs => jobs.ScheduleJob<DownloadJob>(trigger => trigger
            .WithIdentity("download")
            .WithCronSchedule(settings.Download.Cron, cron => cron.InTimeZone(ChinaTime.Zone))));
        return services;
    }
}
