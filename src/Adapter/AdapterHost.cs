using Adapter.Api;
using Adapter.Contracts;
using Adapter.Delivery;
using Adapter.Desk;
using Adapter.Hosting;
using Adapter.Intake;
using Adapter.Ministry;
using Adapter.People;
using Adapter.Review;
using Adapter.Settings;
using Adapter.Store;
using Adapter.Wire;
using Quartz;

namespace Adapter;

/// <summary>Every registration and every route, top to bottom.</summary>
static class AdapterHost
{
    /// <param name="quiet">Log to the file alone: the terminal is used otherwise.</param>
    public static WebApplication Build(AdapterSettings settings, TimeProvider? clock = null, bool quiet = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "adapter", ContentRootPath = AppContext.BaseDirectory, WebRootPath = "wwwroot" });
        builder.AddLogs(settings, quiet);
        builder.AddListener(settings);
        builder.AddTelemetry();

        var services = builder.Services;
        services.AddSystemdUnit();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddSingleton(settings);
        var agreement = Agreement.Load(settings.Contracts);
        services.AddSingleton(agreement);
        services.AddProblemDetails();
        services.AddRouting();
        services.AddHostedService<StoreOpening>();
        services.AddStoreCheck(settings);
        services.AddHostedService<IncarnationWatch>();
        services.AddQuartz();
        services.ConfigureAll<QuartzHostedServiceOptions>(jobs => jobs.WaitForJobsToComplete = true);
        services.AddSingleton<QuartzHostedService>();
        services.AddHostedService<ScheduleStart>();
        services.AddHostedService<StartNotes>();
        services.AddHostedService<StoreMetrics>();
        services.AddHostedService<StoreWatch>();
        services.AddHostedService<ReceiptWriting>();
        services.AddHostedService<AuditAnchor>();

        services.AddStore();
        services.AddMinistry(settings, Profile.Load(agreement, settings.Ministry.Profile));
        services.AddIntake();
        services.AddDownloadSchedule(settings);
        services.AddReview();
        services.AddDelivery();
        services.AddReplays().AddJobLoop().AddHostedService<ImportSweep>();
        services.AddApi();
        services.AddPeople();
        services.AddDesk(builder, settings);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusPages();
        app.UseHostFiltering();
        app.UseAuthentication();
        // Who has no key is counted too.
        app.UseCallLimits();
        app.UseAuthorization();
        app.MapApi();
        app.MapDesk();
        HealthCalls.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }
}
