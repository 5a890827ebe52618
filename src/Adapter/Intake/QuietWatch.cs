using System.Diagnostics.Metrics;
using Adapter.Contracts;
using Adapter.Hosting;

namespace Adapter.Intake;

/// <summary>Names the quiet regions once a day in the log, and in the metrics always.</summary>
sealed partial class QuietWatch(QuietRegions regions, IMeterFactory meters, TimeProvider time, ILogger<QuietWatch> log)
{
    readonly Lock gate = new();
    Meter? meter;
    DateOnly told;
    IReadOnlyList<QuietRegion> quiet = [];

    /// <summary>After downloads; what is quiet changes by nothing else.</summary>
    public void Look()
    {
        lock (gate)
        {
            quiet = regions.Now();
            meter ??= Measure();
            var today = ChinaTime.Date(time.GetUtcNow());
            if (told == today) return;
            told = today;
            foreach (var region in quiet) Quiet(region.AAB301, region.WorkingDays, region.LastDay);
        }
    }

    Meter Measure()
    {
        var made = meters.Create(Telemetry.Name);
        made.CreateObservableGauge("adapter.regions.quiet", () => quiet.Select(region =>
            new Measurement<long>(region.WorkingDays, KeyValuePair.Create("region", (object?)region.AAB301))),
            "{day}", "Working days without an application, of regions that usually have some.");
        return made;
    }

    [LoggerMessage(LogLevel.Warning, "{AAB301} usually has applications and has had none for {WorkingDays} working days, the last on {LastDay}: ask the platform and the region")]
    partial void Quiet(string AAB301, int workingDays, DateOnly lastDay);
}
