using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Adapter.Hosting;

/// <summary>Metrics for Prometheus always; metrics and traces by OTLP where the environment names an endpoint.</summary>
static class Telemetry
{
    /// <summary>The name of this program's meter and activity source.</summary>
    public const string Name = "Adapter";

    // Those whose instruments differ by region or route. Room is made for each at once: 2,000 of every instrument were ten megabytes.
    static readonly string[] manifold = [Name, "Microsoft.AspNetCore.Hosting"];
    const int MostOfTheOthers = 100;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var byOtlp = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("adapter")).WithMetrics(metrics =>
        {
            metrics.AddView(instrument => manifold.Contains(instrument.Meter.Name) ? null : new MetricStreamConfiguration { CardinalityLimit = MostOfTheOthers });
            metrics.AddMeter(Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddPrometheusExporter();
            if (byOtlp) metrics.AddOtlpExporter();
        });
        if (byOtlp)
        {
            telemetry.WithTracing(traces => traces.AddSource(Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter());
        }
    }
}
